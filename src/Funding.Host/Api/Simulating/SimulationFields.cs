using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Tariffs;
using Funding.Host.Api.Acts;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Simulating;

/// <summary>The body of a simulation.</summary>
internal static class SimulationFields
{
    public static readonly TextField Tariff = new("tariff", "Id of the tariff; that of the terms.", 64) { IsRequired = true, Example = "aci-2019" };

    private static readonly IntegerField Population = new("population", "Inhabitants, which give the size class.") { IsRequired = true, Example = 65_000 };
    private static readonly DateField StartsOn = new("startsOn", "First day of contract year 1, on which it is taken as signed.") { IsRequired = true, Example = "2020-03-01" };
    private static readonly DateField Start = new("start", "Day on which the mission starts, within the term.") { Example = "2020-07-01" };
    private static readonly WordMapField<Mission, DateOnly> MissionStarts = new("missionStarts", "Day on which each mission starts; one left out does not.", Start)
    {
        IsRequired = true, Example = new JsonObject { ["access"] = "2020-07-01" },
    };

    private static readonly SlugField<Mission> Mission = new("mission", "A mission that starts.") { IsRequired = true, Example = "access" };
    private static readonly RateField AchievedRate = new("achievedRate", "Achieved rate assumed, 0 to 1.") { IsRequired = true, Example = Example.Of(0.8m) };
    private static readonly IntegerField Year = new("year", "Contract year, from 1; every year without a rate of its own when absent.") { Example = 1 };
    private static readonly ObjectField<AssumedRate> Rate = new("rate", "A rate assumed.", [Mission, AchievedRate, Year], body => new(body.Of(Mission), body.Of(AchievedRate), body.MaybeValue(Year)));
    private static readonly ListField<AssumedRate> Rates = new("rates", "Achieved rates assumed; without one, no variable part is counted, and what it would be at most is told beside.", Rate, 60);

    private static readonly DateField TakesEffectOn = new("takesEffectOn", "First day of the new terms, within the term.") { IsRequired = true, Example = "2021-09-01" };
    private static readonly ObjectField<SimulatedAmendment> Amendment = new("amendment", "Other terms from a day on.", [TakesEffectOn, NegotiationActs.Terms],
        body => new(body.Of(TakesEffectOn), body.Of(NegotiationActs.Terms)));

    private static readonly ListField<SimulatedAmendment> Amendments = new("amendments", "Amendments, each taken as made on the day on which it takes effect.", Amendment, 20);
    private static readonly DateField EndsOn = new("endsOn", "Last day, should the contract be terminated; taken as decided on that day.") { Example = "2023-01-31" };

    private static readonly WordMapField<Mission, DateOnly> OtherStarts = new("missionStarts", "As above; those of the first for the missions of these terms when absent.", Start);
    private static readonly ListField<AssumedRate> OtherRates = new("rates", "As above; those of the first for the missions that start when absent.", Rate, 60);
    private static readonly ListField<SimulatedAmendment> OtherAmendments = new("amendments", "As above; those of the first when absent.", Amendment, 20);

    /// <summary>A second set of terms, as a change of the first simulation.</summary>
    public static readonly ObjectField<Func<SimulationRequest, SimulationRequest>> Compare = new(
        "compare", "A second set of terms to hold against the first; what is left out is as in the first.", [NegotiationActs.Terms, OtherStarts, OtherRates, OtherAmendments, EndsOn],
        body => first => Second(body, first));

    public static IReadOnlyList<Field> All { get; } = [Population, Tariff, StartsOn, NegotiationActs.Terms, MissionStarts, Rates, Amendments, EndsOn, Compare];

    /// <summary>The simulation that a body asks for.</summary>
    public static SimulationRequest Read(Body body, ImmutableDictionary<string, AciTariff> tariffs) => new()
    {
        Population = body.Of(Population),
        Tariffs = tariffs,
        StartsOn = body.Of(StartsOn),
        Terms = body.Of(NegotiationActs.Terms),
        MissionStarts = body.Of(MissionStarts).ToImmutableSortedDictionary(),
        Rates = body.Of(Rates),
        Amendments = body.Of(Amendments),
        EndsOn = body.MaybeValue(EndsOn),
    };

    private static SimulationRequest Second(Body body, SimulationRequest first)
    {
        var terms = body.Of(NegotiationActs.Terms);
        var starts = body.Maybe<IReadOnlyDictionary<Mission, DateOnly>>(OtherStarts) ?? first.MissionStarts.Where(it => terms.Find(it.Key) is not null).ToDictionary();
        return first with
        {
            Terms = terms,
            MissionStarts = starts.ToImmutableSortedDictionary(),
            Rates = body.Maybe<Sequence<AssumedRate>>(OtherRates) ?? first.Rates.Where(rate => starts.ContainsKey(rate.Mission)).ToSequence(),
            Amendments = body.Maybe<Sequence<SimulatedAmendment>>(OtherAmendments) ?? first.Amendments,
            EndsOn = body.MaybeValue(EndsOn) ?? first.EndsOn,
        };
    }
}
