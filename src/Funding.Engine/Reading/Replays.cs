using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>Which events are replayed.</summary>
/// <param name="From">Those known since this instant, inclusive; null for all from the first.</param>
/// <param name="Until">Those known at its instant, inclusive; with a day, as if there were no act effective after it.</param>
public sealed record ReplayWindow(DateTimeOffset? From, Moment Until)
{
    /// <summary>The whole history.</summary>
    public static ReplayWindow Whole { get; } = new(null, Moment.Now);

    /// <summary>Of a region, only those after this position of the ledger: a page may begin at any event.</summary>
    public long After { get; init; }
}

/// <summary>An event of a CPTS with the dossier before and after it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Step">What it met, what it left and what it moved.</param>
public sealed record ReplayItem(LoggedEvent Event, ReplayStep Step)
{
    /// <summary>The dossier that it met; null before the registration.</summary>
    public Dossier? Before => Step.Before as Dossier;

    /// <summary>The dossier that it left.</summary>
    public Dossier? After => Step.After as Dossier;

    /// <summary>The sum of what it moved.</summary>
    public Totals Moved => Step.Entries.Aggregate(Totals.None, (sum, entry) => sum.With(entry.Kind, entry.Amount));
}

/// <summary>What a region amounts to at a position of the ledger.</summary>
/// <param name="Sources">Its money by source; every source is there.</param>
/// <param name="CptsByPhase">How many CPTS are in each phase; a phase without one is absent.</param>
public sealed record RegionState(IReadOnlyDictionary<FundingSource, Totals> Sources, IReadOnlyDictionary<PhaseName, int> CptsByPhase);

/// <summary>An event of a region: of one of its CPTS, or of its FIR envelopes.</summary>
/// <param name="Event">The event.</param>
/// <param name="CptsId">The CPTS, or null for an event of an envelope.</param>
/// <param name="Step">What it did to the dossier of that CPTS; null for an event of an envelope.</param>
/// <param name="Envelope">What it did to an envelope; null for an event of a CPTS.</param>
/// <param name="Before">The region that it met.</param>
/// <param name="After">The region that it left.</param>
public sealed record RegionReplayItem(LoggedEvent Event, Guid? CptsId, ReplayStep? Step, EnvelopeStep? Envelope, RegionState Before, RegionState After)
{
    /// <summary>Made up for demonstration.</summary>
    public bool IsSynthetic => (Step?.After as Dossier)?.Registration.Synthetic == true || Event.Happened is EnvelopeNotified { Synthetic: true };
}

/// <summary>An envelope on both sides of an event.</summary>
/// <param name="Year">Its budget year.</param>
/// <param name="Before">What it held.</param>
/// <param name="After">What it holds.</param>
public sealed record EnvelopeStep(int Year, EnvelopeFigures Before, EnvelopeFigures After);

/// <summary>Replays histories event by event. Nothing here knows who asks: scope is the caller's business.</summary>
public interface IReplays
{
    /// <summary>The events of a CPTS, oldest first; none when there is no such CPTS.</summary>
    Task<Page<ReplayItem>> CptsAsync(Guid id, ReplayWindow window, PageRequest page, CancellationToken cancellation);

    /// <summary>The events of a region in the order of the ledger.</summary>
    Task<Page<RegionReplayItem>> RegionAsync(string regionCode, ReplayWindow window, PageRequest page, CancellationToken cancellation);

    /// <summary>The positions of the last events that the replay of a region shows before a position, oldest first: whoever steps back begins there.</summary>
    Task<IReadOnlyList<long>> PositionsBeforeAsync(string regionCode, ReplayWindow window, long before, int size, CancellationToken cancellation);
}
