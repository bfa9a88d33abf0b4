using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>What to evaluate. Null members do not restrict.</summary>
/// <param name="RegionCode">INSEE code; null for the nation and each region.</param>
/// <param name="From">First effective day of what is counted; null for the first act known.</param>
/// <param name="To">The last one, and the day of what stands: never after the day of the moment, which it is when null.</param>
/// <param name="Moment">From where in time.</param>
public sealed record EvaluationQuery(string? RegionCode, DateOnly? From, DateOnly? To, Moment Moment);

/// <summary>Inhabitants of the communes of CPTS under contract, of all inhabitants (LIFECYCLE section 6).</summary>
/// <param name="Covered">With communes of bordering regions in the territories: the share may pass 1 where they weigh much.</param>
/// <param name="Inhabitants">Of the reference data.</param>
public sealed record CoverageFigures(long Covered, long Inhabitants)
{
    /// <summary>Covered / all, four decimals; null where nobody lives.</summary>
    public decimal? Share => Shares.Of(Covered, Inhabitants);
}

/// <summary>How the funding of CPTS works in a region, or in the nation.</summary>
public sealed record Evaluation
{
    /// <summary>INSEE code; null for the nation.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>The funnel, month by month, oldest first, from the first registration on; null where it was not asked.</summary>
    public IReadOnlyList<FunnelMonth>? Funnel { get; init; }

    /// <summary>Days between milestones, for what was reached in the period; every kind is there.</summary>
    public required IReadOnlyList<DelayFigures> Delays { get; init; }

    /// <summary>Validations of the period.</summary>
    public required ValidationFigures Validations { get; init; }

    /// <summary>On the last day of the period.</summary>
    public required CoverageFigures Coverage { get; init; }

    /// <summary>Euros paid in the period less payments reversed, by source, every source present.</summary>
    public required IReadOnlyDictionary<FundingSource, Money> Paid { get; init; }

    /// <summary>Variable parts assessed in the period.</summary>
    public required EarnedFigures VariableParts { get; init; }

    /// <summary>FIR envelopes of the years of the period as they stand on its last day, latest first.</summary>
    public required IReadOnlyList<EnvelopeSpending> Envelopes { get; init; }

    /// <summary>Whether anything made up for demonstration is in it.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>The evaluation of a period.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Whole">Of the region asked for, or of the nation: with its funnel.</param>
/// <param name="Regions">When the nation was asked for, the 18 regions by code, without funnels; else none.</param>
public sealed record Evaluated(DateOnly From, DateOnly To, Evaluation Whole, IReadOnlyList<Evaluation> Regions);

/// <summary>What to look for patterns in. Null members do not restrict.</summary>
public sealed record PatternQuery(string? RegionCode, int? BudgetYear, Moment Moment, PatternSettings Settings);

/// <summary>A place to look at, with the name of the CPTS.</summary>
public sealed record NamedHit(PatternHit Hit, string Name, bool Synthetic)
{
    /// <summary>What tells it from every other.</summary>
    public string Key => FormattableString.Invariant(
        $"{Hit.Kind}.{Hit.Cpts:N}.{string.Join('-', Hit.BudgetYears)}.{(Hit.Positions.Count == 0 ? 0 : Hit.Positions[0])}.{(Hit.Positions.Count == 0 ? 0 : Hit.Positions[^1])}");
}

/// <summary>Evaluates the funding, and finds what an auditor looks for. Nothing here knows who asks.</summary>
public interface IEvaluations
{
    /// <summary>The evaluation of a region, or of the nation and its regions.</summary>
    Task<Evaluated> EvaluateAsync(EvaluationQuery query, CancellationToken cancellation);

    /// <summary>The hits, kind by kind, the gravest of each kind first.</summary>
    Task<IReadOnlyList<NamedHit>> PatternsAsync(PatternQuery query, CancellationToken cancellation);
}
