using System.Collections.Immutable;
using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>A contract of the laws: its acts in the order in which they were recorded.</summary>
internal sealed record AnyContract
{
    public required int Number { get; init; }

    public required DateOnly SignedOn { get; init; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>First the terms signed, then those of the amendments.</summary>
    public required Sequence<(DateOnly TakesEffectOn, AgreedTerms Agreed)> Agreed { get; init; }

    public required ImmutableSortedDictionary<Mission, DateOnly> Starts { get; init; }

    public required ImmutableDictionary<(int Year, Mission Mission), Achievement> Achievements { get; init; }

    public DateOnly? EndsOn { get; init; }

    public ContractFacts Facts => new()
    {
        Number = Number, SignedOn = SignedOn, StartsOn = StartsOn, TermYears = 5, Starts = Starts, Achievements = Achievements, EndsOn = EndsOn,
        Terms = Agreed.Skip(1).Aggregate(History<AgreedTerms>.Starting(Agreed[0].TakesEffectOn, Agreed[0].Agreed), (all, next) => all.With(next.TakesEffectOn, next.Agreed)),
    };

    public IReadOnlyList<OwedLine> Lines => OwedLines.Of(Facts, 5);

    public AnyContract Amended(DateOnly on, AgreedTerms agreed) => this with { Agreed = [.. Agreed, (on, agreed)] };

    public override string ToString()
        => $"contract {Number} signed {SignedOn:O} from {StartsOn:O} to {EndsOn:O}; {string.Join("; ", Agreed.Select(it => $"since {it.TakesEffectOn:O}: {it.Agreed}"))}; started {string.Join(", ", Starts.Select(it => $"{it.Key} {it.Value:O}"))}; {string.Join(", ", Achievements)}";
}
