using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Engine;
using Funding.Engine.Answering;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Web;

/// <summary>Replays of a history held in memory, whose places are the positions of the ledger.</summary>
internal sealed class FakeReplays(IReadOnlyList<PastEvent> history) : IReplays
{
    private static readonly RegionState Empty = new(Enum.GetValues<FundingSource>().ToImmutableDictionary(source => source, _ => Totals.None), ImmutableDictionary<PhaseName, int>.Empty);

    public Task<Page<ReplayItem>> CptsAsync(Guid id, ReplayWindow window, PageRequest page, CancellationToken cancellation)
        => Task.FromResult(Paged(OfCpts(id, window.Until).Where(it => !(it.Event.RecordedAt < window.From)), page));

    public Task<Page<RegionReplayItem>> RegionAsync(string regionCode, ReplayWindow window, PageRequest page, CancellationToken cancellation)
        => Task.FromResult(Paged(OfRegion(regionCode, window).Where(it => it.Event.Position > window.After), page));

    public Task<IReadOnlyList<long>> PositionsBeforeAsync(string regionCode, ReplayWindow window, long before, int size, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<long>>([.. OfRegion(regionCode, window).Select(it => it.Event.Position!.Value).Where(position => position < before).TakeLast(size)]);

    private static Page<T> Paged<T>(IEnumerable<T> items, PageRequest page)
    {
        var start = page.After is null ? 0 : int.Parse(page.After, CultureInfo.InvariantCulture);
        var some = items.Skip(start).Take(page.Size + 1).ToList();
        return new([.. some.Take(page.Size)], some.Count > page.Size ? $"{start + page.Size}" : null);
    }

    private List<ReplayItem> OfCpts(Guid id, Moment until)
        => [.. LoggedEvents.Replay(Logged(past => past is PastCptsEvent it && it.CptsId == id).Where(it => !(it.RecordedAt > until.AsOf)), until.EffectiveOn)];

    private IEnumerable<RegionReplayItem> OfRegion(string region, ReplayWindow window)
    {
        var ids = history.OfType<PastCptsEvent>().Where(past => past.Event is CptsRegistered it && it.RegionCode == region).Select(past => past.CptsId);
        var steps = ids.SelectMany(id => OfCpts(id, window.Until).Select(it => (it.Event, Cpts: (Guid?)id, Step: (Funding.Domain.Views.ReplayStep?)it.Step)));
        var envelopes = Logged(past => past is PastEnvelopeEvent it && it.RegionCode == region).Where(it => !(it.RecordedAt > window.Until.AsOf) && !(it.EffectiveDate > window.Until.EffectiveOn));
        var (state, held) = (Empty, new Dictionary<int, FirEnvelope>());
        foreach (var (happened, cpts, step) in steps.Concat(envelopes.Select(it => (it, Cpts: (Guid?)null, Step: (Funding.Domain.Views.ReplayStep?)null))).OrderBy(it => it.Item1.Position))
        {
            var before = state;
            EnvelopeStep? envelope = null;
            if (step is not null)
            {
                var dossiers = (step.Before as Dossier, step.After as Dossier);
                state = new(
                    step.Entries.Aggregate(before.Sources.ToImmutableDictionary(), (sums, entry) => sums.SetItem(entry.Commitment.Source, sums[entry.Commitment.Source].With(entry.Kind, entry.Amount))),
                    Moved(Moved(before.CptsByPhase.ToImmutableDictionary(), dossiers.Item1, -1), dossiers.Item2, 1));
            }
            else
            {
                var year = ((PastEnvelopeEvent)history[(int)happened.Position! - 1]).Year;
                var was = held.GetValueOrDefault(year) ?? new FirEnvelope(region, year);
                var now = held[year] = was.Evolve((EnvelopeEvent)happened.Happened!);
                envelope = new(year, new(was.Authorised, was.Committed), new(now.Authorised, now.Committed));
            }

            if (!(happened.RecordedAt < window.From)) yield return new(happened, cpts, step, envelope, before, state);
        }
    }

    private static ImmutableDictionary<PhaseName, int> Moved(ImmutableDictionary<PhaseName, int> phases, Dossier? dossier, int change)
        => dossier is null ? phases : phases.SetItem(dossier.Phase.Name, phases.GetValueOrDefault(dossier.Phase.Name) + change);

    private IEnumerable<LoggedEvent> Logged(Predicate<PastEvent> which)
        => history.Select((past, i) => (past, Position: i + 1)).Where(it => which(it.past)).Select((it, i) => it.past switch
        {
            PastCptsEvent past => new LoggedEvent(past.EventId, it.Position, $"cpts-{past.CptsId}", i + 1, past.Event.GetType().Name, past.RecordedAt, past.Actor, past.Event, default(JsonElement)),
            PastEnvelopeEvent past => new LoggedEvent(past.EventId, it.Position, $"fir-envelope-{past.RegionCode}-{past.Year}", i + 1, past.Event.GetType().Name, past.RecordedAt, past.Actor, past.Event, default),
            _ => throw new NotSupportedException(),
        });
}
