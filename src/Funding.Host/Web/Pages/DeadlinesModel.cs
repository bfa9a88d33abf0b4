using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>What falls due, in the nation or in a region.</summary>
public sealed record DeadlinesModel
{
    /// <summary>From where in time.</summary>
    public required MomentQuestion Moment { get; init; }

    /// <summary>INSEE code of the region shown, or null for all.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>How many days ahead.</summary>
    public required int Within { get; init; }

    /// <summary>What is overdue, then what is to come, earliest first.</summary>
    public required IReadOnlyList<DeadlineItem> Items { get; init; }

    /// <summary>The months in which anything falls due, whether it is shown or beyond.</summary>
    public required IReadOnlyList<CalendarMonth> Months { get; init; }

    /// <summary>The legal day of the region, or of the mainland: the last one of the moment that is shown.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>How many there are beyond those shown.</summary>
    public required int More { get; init; }

    /// <summary>Whether anything shown is made up.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }
}
