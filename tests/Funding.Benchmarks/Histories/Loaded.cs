using Funding.Benchmarks.Running;
using Funding.Domain;
using Funding.Domain.Envelopes;
using Funding.Engine;
using Funding.Engine.Sealing;
using Funding.Host.Reference;

namespace Funding.Benchmarks.Histories;

/// <summary>A history loaded by the host's own loader, numbered and projected by its workers, with CPTS on which officers may act.</summary>
internal sealed record Loaded(BenchDatabase Database, LongHistory History, int Events, IReadOnlyList<ReadyCpts> Ready, IReadOnlyList<Guid> Cpts)
{
    private const int ReadyOnes = 1_800;
    private const int FewReadyOnes = 288;

    /// <summary>A log that has a size with the CPTS on which officers act; up to a million and a half events its streams are as long whatever the size.</summary>
    public static LongHistory Log(int size, bool quick, DateTimeOffset now)
    {
        var events = Math.Max(1_000, size - (ReadyCpts.EventsOfOne * (quick ? FewReadyOnes : ReadyOnes)));
        // It ends as this year begins: the envelopes of this year, which acts load, are as short in a long log as in a short one.
        var until = new DateTimeOffset(now.AddDays(-3).Year, 1, 2, 0, 0, 0, TimeSpan.Zero);
        return new LongHistory(Math.Clamp(events / 300, 18, 5_000), 5, events) { Until = until };
    }

    public static async Task<Loaded> LoadAsync(Stage stage, LongHistory history, bool quick, CancellationToken cancellation)
    {
        var database = await stage.CreateAsync(cancellation);
        await using var engine = await BenchEngine.StartAsync(database, workers: true, cancellation);
        var at = DateTimeOffset.UtcNow.AddDays(-1);
        if (at <= history.Until) throw new InvalidOperationException($"The history ends on {history.Until:O}: the clock of this machine is before that.");
        var (events, ready, cpts, known) = (0, new List<ReadyCpts>(), new HashSet<Guid>(), new HashSet<string>(StringComparer.Ordinal));
        var sealer = new Sealer();
        await engine.LoaderWith(sealer).LoadAsync(All(), null, cancellation);
        await engine.SettleAsync(cancellation);
        // As autovacuum leaves it some minutes later.
        await Stage.RunAsync(database, "vacuum analyze", cancellation);
        return new Loaded(database, history, events, ready, [.. cpts]);

        IEnumerable<PastEvent> All()
        {
            foreach (var past in history.Events(ReferenceData.Current, sealer))
            {
                events++;
                if (past is PastCptsEvent it) cpts.Add(it.CptsId);
                if (past is PastEnvelopeEvent { Year: var year, Event: EnvelopeNotified } notified && year == at.Year) known.Add(notified.RegionCode);
                yield return past;
            }

            // The history may be cut before this year's envelopes are notified.
            foreach (var region in ReferenceData.Current.Regions.Where(region => !known.Contains(region.Code)))
            {
                events++;
                yield return new PastEnvelopeEvent(region.Code, at.Year, Guid.CreateVersion7(at), PersonId.System, at, EnvelopeYears.Initial(region.Code, at.Year, DateOnly.FromDateTime(at.UtcDateTime)));
            }

            foreach (var (one, born) in ReadyCpts.Make(quick ? FewReadyOnes : ReadyOnes, at, ReferenceData.Current, sealer))
            {
                ready.Add(one);
                foreach (var past in born)
                {
                    events++;
                    yield return past;
                }
            }
        }
    }
}
