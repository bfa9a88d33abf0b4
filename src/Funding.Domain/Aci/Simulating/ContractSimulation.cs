using System.Collections.Immutable;
using Funding.Domain.Cpts;
using Funding.Domain.Refusing;

namespace Funding.Domain.Aci;

/// <summary>Works out a contract that nobody signed, by the very rules that pay those that are.</summary>
public static class ContractSimulation
{
    /// <summary>What is meaningless in the request, all at once; whether the terms respect the tariff is for <see cref="Refusal"/>.</summary>
    public static Sequence<Fault> Faults(SimulationRequest request) => SimulationFaults.Of(request).DistinctBy(fault => fault.Pointer).ToSequence();

    /// <summary>
    /// Why the contract could not be proposed and signed so (R16), which does not keep it from being worked out: its terms are judged on the day on which it starts, those of each amendment on the
    /// day on which they take effect, by the cells known now. Null when nothing stands in the way. Throws on a request that has faults.
    /// </summary>
    /// <returns>The refusal, and the JSON pointer to the terms refused.</returns>
    public static (string Pointer, Rejection Rejection)? Refusal(SimulationRequest request)
    {
        var amended = request.Amendments.Select((it, i) => (Pointer: $"/amendments/{i}/terms", On: it.TakesEffectOn, it.Terms)).OrderBy(it => it.On);
        foreach (var (pointer, on, terms) in amended.Prepend(("/terms", request.StartsOn, request.Terms)))
            if (TermsRule.Refusal(terms, request.Population, on, request.Tariffs[terms.Tariff]) is { } refusal) return (pointer, refusal);
        return null;
    }

    /// <summary>The contract. Throws on a request that has faults.</summary>
    public static SimulatedContract Of(SimulationRequest request)
    {
        if (Faults(request) is [var fault, ..]) throw new ArgumentException($"{fault.Pointer}: {fault.Message}", nameof(request));
        var atMost = OwedLines.Of(Facts(request, DateOnly.MaxValue, (_, _) => 1m), request.YearsOpened).Where(line => line.Kind == LineKind.Variable).ToSequence();
        var lines = Foreseeing.Of(Stages(request)).ToSequence();
        return new SimulatedContract(lines, atMost, CashPlan.Of(request.StartsOn, lines, atMost));
    }

    /// <summary>The rate assumed for a year, or null: one given for the year goes before one given for all.</summary>
    internal static decimal? RateOf(SimulationRequest request, int year, Mission mission)
        => (request.Rates.FirstOrDefault(it => it.Mission == mission && it.Year == year) ?? request.Rates.FirstOrDefault(it => it.Mission == mission && it.Year is null))?.Rate;

    /// <summary>The lines as they stand after each act of the contract, the first being its signature.</summary>
    private static IReadOnlyList<Stage> Stages(SimulationRequest request)
    {
        var ends = request.EndsOn is { } last ? new[] { last } : [];
        return
        [
            .. request.Amendments.Select(it => it.TakesEffectOn).Concat(ends).Append(request.StartsOn).Distinct().Order()
                .Select(day => new Stage(day, OwedLines.Of(Facts(request, day, (year, mission) => RateOf(request, year, mission)), request.YearsOpened))),
        ];
    }

    /// <summary>The facts known on a day.</summary>
    private static ContractFacts Facts(SimulationRequest request, DateOnly on, Func<int, Mission, decimal?> rate)
    {
        var achieved =
            from year in Enumerable.Range(1, request.YearsOpened)
            from mission in request.MissionStarts.Keys
            let value = rate(year, mission)
            where value is not null
            select KeyValuePair.Create((year, mission), new Achievement(value.Value, AssessedOn(request, year)));
        return new ContractFacts
        {
            Number = 1,
            SignedOn = request.StartsOn,
            StartsOn = request.StartsOn,
            TermYears = request.TermYears,
            Starts = request.MissionStarts,
            Achievements = achieved.ToImmutableDictionary(),
            EndsOn = request.EndsOn <= on ? request.EndsOn : null,
            Terms = request.Amendments.Where(it => it.TakesEffectOn <= on).OrderBy(it => it.TakesEffectOn).Select((it, i) => (it.TakesEffectOn, Agreed: Agree(request, i + 2, it.Terms)))
                .Aggregate(History<AgreedTerms>.Starting(request.StartsOn, Agree(request, 1, request.Terms)), (all, next) => all.With(next.TakesEffectOn, next.Agreed)),
        };
    }

    private static AgreedTerms Agree(SimulationRequest request, int round, Terms terms) => new(round, terms, request.Tariffs[terms.Tariff].BasisFor(request.Population));

    /// <summary>The first day on which the year may be assessed (R19).</summary>
    private static DateOnly AssessedOn(SimulationRequest request, int year)
    {
        var closing = OwedLines.Opening(request.StartsOn, year + 1);
        return request.EndsOn?.AddDays(1) < closing ? request.EndsOn.Value.AddDays(1) : closing;
    }
}
