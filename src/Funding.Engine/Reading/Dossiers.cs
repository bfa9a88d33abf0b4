using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>A dossier as known and effective at a moment.</summary>
/// <param name="Id">The CPTS.</param>
/// <param name="Version">Version of its stream as known then (the ETag when the moment is now).</param>
/// <param name="State">All that its events amount to.</param>
/// <param name="Overlaps">Communes that other active CPTS also cover.</param>
public sealed record DossierView(Guid Id, long Version, Dossier State, IReadOnlyList<Overlap> Overlaps);

/// <summary>Communes shared with another active CPTS.</summary>
public sealed record Overlap(Guid CptsId, string Name, IReadOnlyList<string> Communes);

/// <summary>A line of the list of CPTS.</summary>
/// <param name="Id">The CPTS.</param>
/// <param name="Name">Its name.</param>
/// <param name="RegionCode">INSEE code.</param>
/// <param name="DepartmentCode">INSEE code.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="PhaseSince">The day it entered it.</param>
/// <param name="Population">Inhabitants.</param>
/// <param name="Synthetic">Made up for demonstration.</param>
/// <param name="Sources">Totals by source.</param>
/// <param name="Total">Totals of all sources.</param>
public sealed record DossierSummary(
    Guid Id, string Name, string RegionCode, string DepartmentCode, PhaseName Phase, DateOnly PhaseSince, int Population, bool Synthetic,
    IReadOnlyDictionary<FundingSource, Totals> Sources, Totals Total);

/// <summary>Which CPTS to list, newest first. Null members do not restrict.</summary>
public sealed record DossierQuery(string? RegionCode = null, IReadOnlyCollection<string>? Departments = null, PhaseName? Phase = null, string? Text = null, Guid? CptsId = null)
{
    /// <summary>Those at this step of the public funnel.</summary>
    public FunnelStep? Step { get; init; }

    /// <summary>The phases that it asks for, by itself or by the step; null for all.</summary>
    public IReadOnlyCollection<PhaseName>? Phases
        => Phase is null && Step is null ? null : [.. Enum.GetValues<PhaseName>().Where(phase => (Phase is null || phase == Phase) && (Step is null || FunnelSteps.Of(phase) == Step))];
}

/// <summary>An event of a timeline.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Position">Its ledger position; null until the sequencer gave it.</param>
/// <param name="Version">Its version in the stream.</param>
/// <param name="Type">Stored name of its type.</param>
/// <param name="RecordedAt">When the system knew it (UTC).</param>
/// <param name="Actor">Who acted.</param>
/// <param name="Event">What happened; null for a type unknown here.</param>
/// <param name="Data">Its data as JSON, sealed texts opened where their key still exists.</param>
public sealed record TimelineItem(
    Guid Id, long? Position, long Version, string Type, DateTimeOffset RecordedAt, PersonId Actor, CptsEvent? Event, System.Text.Json.JsonElement Data);

/// <summary>Reads dossiers. Nothing here knows who asks: scope is the caller's business.</summary>
public interface IDossiers
{
    /// <summary>The dossier, or null when no such CPTS was known at that moment.</summary>
    Task<DossierView?> FindAsync(Guid id, Moment moment, CancellationToken cancellation);

    /// <summary>The list, newest registration first.</summary>
    Task<Page<DossierSummary>> ListAsync(DossierQuery query, Moment moment, PageRequest page, CancellationToken cancellation);

    /// <summary>The events of a dossier, oldest first.</summary>
    Task<Page<TimelineItem>> TimelineAsync(Guid id, Moment moment, PageRequest page, CancellationToken cancellation);
}
