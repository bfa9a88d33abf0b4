using System.Collections.Immutable;
using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>Contracts of the examples: what an example does not care about is filled in.</summary>
internal static class Contracts
{
    public static readonly TariffBasis Tariff2019 = new("aci-2019", 1, "arrêté du 21 août 2019", 2, 65_000, 0.75m, 5, []);

    public static Terms Terms(decimal functioning, params (Mission Mission, decimal Fixed, decimal Variable)[] missions)
        => new("aci-2019", Euros(functioning), missions.Select(it => new MissionTerms(it.Mission, Euros(it.Fixed), Euros(it.Variable))).ToSequence());

    /// <summary>Contract 1, signed on the day on which it starts.</summary>
    public static ContractFacts Contract(string startsOn, Terms terms) => new()
    {
        Number = 1, SignedOn = Day(startsOn), StartsOn = Day(startsOn), TermYears = 5, Terms = History<AgreedTerms>.Starting(Day(startsOn), new(1, terms, Tariff2019)),
    };

    public static ContractFacts Started(this ContractFacts contract, Mission mission, string on) => contract with { Starts = contract.Starts.SetItem(mission, Day(on)) };

    public static ContractFacts Amended(this ContractFacts contract, string takesEffectOn, Terms terms, decimal advanceRate = 0.75m)
        => contract with { Terms = contract.Terms.With(Day(takesEffectOn), new(2, terms, Tariff2019 with { AdvanceRate = advanceRate })) };

    public static ContractFacts Assessed(this ContractFacts contract, int year, Mission mission, decimal rate, string on)
        => contract with { Achievements = contract.Achievements.SetItem((year, mission), new(rate, Day(on))) };

    public static ContractFacts Terminated(this ContractFacts contract, string endsOn) => contract with { EndsOn = Day(endsOn) };

    public static OwedLine Line(this ContractFacts contract, string id, int years = 5) => OwedLines.Of(contract, years).Single(line => line.CommitmentId == id);

    public static decimal[] Amounts(this ContractFacts contract, LineKind kind) => [.. OwedLines.Of(contract, 5).Where(line => line.Kind == kind).Select(line => line.Amount.ToEuros())];

    public static (string DueOn, decimal Amount)[] Due(this OwedLine line)
        => [.. line.Instalments.Select(it => (it.DueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), it.Amount.ToEuros()))];
}
