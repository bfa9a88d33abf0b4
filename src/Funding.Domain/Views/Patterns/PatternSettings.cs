namespace Funding.Domain.Views;

/// <summary>
/// From where on figures deserve an auditor's look: section <c>Funding:Patterns</c>. No text sets these thresholds; the defaults are ours.
/// A share is between 0 and 1.
/// </summary>
public sealed record PatternSettings
{
    /// <summary>The share of a closed envelope below which what is committed of it is told as under-spent.</summary>
    public decimal UnderSpentShare { get; init; } = 0.9m;

    /// <summary>How many budget years in a row make advances unspent year after year.</summary>
    public int UnspentYears { get; init; } = 2;

    /// <summary>In such a year, the part of the variable parts that is earned at most.</summary>
    public decimal UnspentEarnedShare { get; init; } = 0.5m;

    /// <summary>Or in such a year, the part of what was paid that is ordered for recovery at least.</summary>
    public decimal UnspentRecoveredShare { get; init; } = 0.1m;

    /// <summary>How far below the threshold of the convention an amount is just under it, as a share of the threshold: 0.1 is from 20 700 € to 23 000 €.</summary>
    public decimal ThresholdMargin { get; init; } = 0.1m;

    /// <summary>Seconds between the recordings of a certification and of its payment, at most.</summary>
    public int AtOnceSeconds { get; init; } = 60;

    /// <summary>Days between the date of an act and the legal day of its recording, at least one more than this.</summary>
    public int LateDays { get; init; } = 30;

    /// <summary>How far the share of its variable parts that a CPTS earns is from its region's, at least: 0.25 is 25 points.</summary>
    public decimal ApartShare { get; init; } = 0.25m;

    /// <summary>How many CPTS with variable parts a region has in the year, at least, for its share to be one to compare with.</summary>
    public int ApartGroup { get; init; } = 5;
}
