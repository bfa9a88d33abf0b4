using Funding.Domain;
using Funding.Domain.Views;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Reading;

namespace Funding.Host.Exporting.Dossiers;

/// <summary>What the paper dossier of a CPTS tells.</summary>
/// <param name="View">The dossier at the moment.</param>
/// <param name="Timeline">All its events at the moment, oldest first.</param>
/// <param name="Names">The names of who acted, of those that are still known.</param>
/// <param name="Moment">From where in time, pinned to an instant.</param>
/// <param name="RegionName">In French.</param>
/// <param name="Zone">The region's legal time.</param>
/// <param name="Head">The last signed head of the ledger, or null when nothing is signed yet.</param>
internal sealed record DossierPaper(
    DossierView View, IReadOnlyList<TimelineItem> Timeline, IReadOnlyDictionary<PersonId, string> Names, Moment Moment, string RegionName, TimeZoneInfo Zone, TreeHead? Head)
{
    /// <summary>The ledger positions of the events whose entries make up the figures of an instalment, or of a commitment's recoveries when none is given.</summary>
    public string EventsOf(string commitment, int? instalment)
        => Numbers(Timeline.Where(item => item.Event is { } happened && Entries.Of(happened).Any(entry => entry.Commitment.Id == commitment && entry.Instalment == instalment)));

    /// <summary>The ledger position of an event, or « — » when it has none yet.</summary>
    public string PositionOf(Domain.Cpts.CptsEvent happened) => Numbers(Timeline.Where(item => Equals(item.Event, happened)).Take(1));

    private static string Numbers(IEnumerable<TimelineItem> items)
        => string.Join(", ", items.Select(item => item.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "—").Distinct()) is { Length: > 0 } numbers ? numbers : "—";
}
