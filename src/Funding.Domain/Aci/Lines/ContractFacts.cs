using System.Collections.Immutable;

namespace Funding.Domain.Aci;

/// <summary>All that the lines of a contract depend on (R18–R20), and nothing else: the same facts always give the same lines.</summary>
public sealed record ContractFacts
{
    /// <summary>1, 2, 3… in the CPTS.</summary>
    public required int Number { get; init; }

    /// <summary>The day of signature.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>The first day of contract year 1.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Years of the term.</summary>
    public required int TermYears { get; init; }

    /// <summary>The terms, each since the day on which they take effect.</summary>
    public required History<AgreedTerms> Terms { get; init; }

    /// <summary>The missions started, and when; in a renewal a kept mission starts anew on <see cref="StartsOn"/>.</summary>
    public ImmutableSortedDictionary<Mission, DateOnly> Starts { get; init; } = ImmutableSortedDictionary<Mission, DateOnly>.Empty;

    /// <summary>The achieved rates, by contract year and mission.</summary>
    public ImmutableDictionary<(int Year, Mission Mission), Achievement> Achievements { get; init; } = ImmutableDictionary<(int, Mission), Achievement>.Empty;

    /// <summary>The last day of a terminated contract, included; null while it is not terminated.</summary>
    public DateOnly? EndsOn { get; init; }
}

/// <summary>What the assessment of a year says of a mission.</summary>
/// <param name="Rate">0 to 1, with at most four decimals.</param>
/// <param name="AssessedOn">The date of the assessment.</param>
public sealed record Achievement(decimal Rate, DateOnly AssessedOn);
