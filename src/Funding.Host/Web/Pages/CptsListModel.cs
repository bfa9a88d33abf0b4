using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>A page of the list of CPTS.</summary>
public sealed record CptsListModel
{
    /// <summary>From where in time.</summary>
    public required MomentQuestion Moment { get; init; }

    /// <summary>What the name is to hold, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The phase asked for, or null.</summary>
    public PhaseName? Phase { get; init; }

    /// <summary>The step of the public funnel asked for, or null.</summary>
    public FunnelStep? Step { get; init; }

    /// <summary>The region asked for, or null.</summary>
    public string? RegionCode { get; init; }

    /// <summary>The items.</summary>
    public required Page<DossierSummary> Page { get; init; }

    /// <summary>Whether it is the first page.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    internal bool IsFiltered => Text is not null || Phase is not null || Step is not null || RegionCode is not null;

    /// <summary>The address of a page of the same list.</summary>
    internal string Address(string? after) => Links.To("/cpts", Moment, ("q", Text), ("phase", Phase is { } phase ? Slug.Of(phase) : null), ("step", Step is { } step ? Slug.Of(step) : null), ("region", RegionCode), ("after", after));
}
