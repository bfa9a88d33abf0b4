using System.Collections.Immutable;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Aci;

/// <summary>What a contract would owe if it were signed so: nothing of it is stored. It is taken as contract 1 of a CPTS, signed on the day on which it starts.</summary>
public sealed record SimulationRequest
{
    /// <summary>The inhabitants, which give the size class.</summary>
    public required int Population { get; init; }

    /// <summary>All tariffs, as they stand.</summary>
    public required ImmutableDictionary<string, AciTariff> Tariffs { get; init; }

    /// <summary>The first day of contract year 1.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The terms signed.</summary>
    public required Terms Terms { get; init; }

    /// <summary>When each mission starts; a mission left out does not.</summary>
    public ImmutableSortedDictionary<Mission, DateOnly> MissionStarts { get; init; } = ImmutableSortedDictionary<Mission, DateOnly>.Empty;

    /// <summary>The achieved rates assumed; where there is none, no variable part is counted.</summary>
    public Sequence<AssumedRate> Rates { get; init; } = [];

    /// <summary>The amendments, in any order; each is taken as known from the day on which it takes effect.</summary>
    public Sequence<SimulatedAmendment> Amendments { get; init; } = [];

    /// <summary>The last day, should the contract be terminated; it is taken as known from that day on.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Years of the term: those of the tariff under which the contract is signed.</summary>
    internal int TermYears => Tariffs[Terms.Tariff].Facts.TermYears;

    /// <summary>The last day of the term.</summary>
    public DateOnly LastDay => OwedLines.Opening(StartsOn, TermYears + 1).AddDays(-1);

    /// <summary>How many years open: none that would begin after the end.</summary>
    internal int YearsOpened => Enumerable.Range(1, TermYears).Count(year => OwedLines.Opening(StartsOn, year) <= (EndsOn ?? LastDay));
}

/// <summary>A rate that is taken as achieved.</summary>
/// <param name="Mission">The mission.</param>
/// <param name="Rate">0 to 1, with at most four decimals.</param>
/// <param name="Year">The contract year; null for every year that has no rate of its own.</param>
public sealed record AssumedRate(Mission Mission, decimal Rate, int? Year = null);

/// <summary>Other terms from a day on.</summary>
/// <param name="TakesEffectOn">The first day of the new terms.</param>
/// <param name="Terms">They replace the whole of those before.</param>
public sealed record SimulatedAmendment(DateOnly TakesEffectOn, Terms Terms);
