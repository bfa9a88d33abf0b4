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

    /// <summary>Loads it into a database of its own, which has what an engine needs beside the log.</summary>
    public static async Task<Loaded> LoadAsync(Stage stage, LongHistory history, bool quick, CancellationToken cancellation, IEngine? engine = null)
    {
        var database = await stage.CreateAsync(cancellation, engine);
        await using var host = await BenchEngine.StartAsync(database, engine ?? new BuiltInEngine(), cancellation);
        var (events, ready, cpts, sealer) = (0, new List<ReadyCpts>(), new HashSet<Guid>(), new Sealer());
        await host.LoaderWith(sealer).LoadAsync(Noted(), null, cancellation);
        await host.SettleAsync(cancellation);
        // As autovacuum leaves it some minutes later.
        await Stage.RunAsync(database, "vacuum analyze", cancellation);
        var ours = ready.Select(it => it.Id).ToHashSet();
        return new Loaded(database, history, events, ready, [.. cpts.Where(id => !ours.Contains(id))]);

        IEnumerable<PastEvent> Noted()
        {
            foreach (var past in EventsOf(history, quick, sealer, ready))
            {
                events++;
                if (past is PastCptsEvent it) cpts.Add(it.CptsId);
                yield return past;
            }
        }
    }

    /// <summary>The events of a history, with the envelopes of this year and the CPTS on which officers may act.</summary>
    /// <param name="history">The history.</param>
    /// <param name="quick">Whether those are few.</param>
    /// <param name="sealer">Seals contacts and reasons.</param>
    /// <param name="ready">Takes the CPTS on which officers may act.</param>
    public static IEnumerable<PastEvent> EventsOf(LongHistory history, bool quick, Sealer sealer, List<ReadyCpts> ready)
    {
        var at = DateTimeOffset.UtcNow.AddDays(-1);
        if (at <= history.Until) throw new InvalidOperationException($"The history ends on {history.Until:O}: the clock of this machine is before that.");
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var past in history.Events(ReferenceData.Current, sealer))
        {
            if (past is PastEnvelopeEvent { Year: var year, Event: EnvelopeNotified } notified && year == at.Year) known.Add(notified.RegionCode);
            yield return past;
        }

        // The history may be cut before this year's envelopes are notified.
        foreach (var region in ReferenceData.Current.Regions.Where(region => !known.Contains(region.Code)))
            yield return new PastEnvelopeEvent(region.Code, at.Year, Guid.CreateVersion7(at), PersonId.System, at, EnvelopeYears.Initial(region.Code, at.Year, DateOnly.FromDateTime(at.UtcDateTime)));

        foreach (var (one, born) in ReadyCpts.Make(quick ? FewReadyOnes : ReadyOnes, at, history.ArePaid, ReferenceData.Current, sealer))
        {
            ready.Add(one);
            foreach (var past in born) yield return past;
        }
    }
}
