using System.Collections.Immutable;
using System.Text;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Tariffs;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Simulating;

namespace Funding.Host.Tests.Api;

public class SimulationFieldTests
{
    private const string First = """
        "population": 65000, "tariff": "aci", "startsOn": "2024-03-01", "endsOn": "2026-01-31",
        "terms": { "tariff": "aci", "functioning": 60000, "missions": [{ "mission": "access", "fixed": 1, "variable": 2 }, { "mission": "crisis", "fixed": 3, "variable": 4 }] },
        "missionStarts": { "crisis": "2024-05-01", "access": "2024-04-01", "quality": null },
        "rates": [{ "mission": "access", "achievedRate": 0.5 }, { "mission": "crisis", "achievedRate": 1, "year": 2 }],
        "amendments": [{ "takesEffectOn": "2025-01-01", "terms": { "tariff": "aci", "functioning": 1, "missions": [] } }]
        """;

    [Fact]
    public void A_null_start_is_absent()
        => Request($"{{{First}}}").MissionStarts.ShouldBe([KeyValuePair.Create(Mission.Access, new DateOnly(2024, 4, 1)), KeyValuePair.Create(Mission.Crisis, new DateOnly(2024, 5, 1))]);

    [Theory]
    [InlineData("\"sport\": \"2024-04-01\"", "/missionStarts/sport")]
    [InlineData("\"Access\": \"2024-04-01\"", "/missionStarts/Access")]
    [InlineData("\"a/b\": \"2024-04-01\"", "/missionStarts/a~1b")]
    [InlineData("\"support\": \"2024-02-30\"", "/missionStarts/support")]
    public void A_start_of_no_mission_or_on_no_day_is_a_fault(string member, string pointer)
        => Read($"{{{First.Replace("\"quality\": null", member, StringComparison.Ordinal)}}}").Findings.Values.Select(fault => fault.Pointer).ShouldBe([pointer]);

    [Fact]
    public void The_second_terms_keep_what_is_left_out_as_far_as_it_has_a_meaning_for_them()
    {
        var (first, second) = Both("""{ "terms": { "tariff": "aci", "functioning": 9, "missions": [{ "mission": "crisis", "fixed": 8, "variable": 7 }] } }""");
        second.Terms.Functioning.ShouldBe(Money.Euros(9));
        second.MissionStarts.Keys.ShouldBe([Mission.Crisis]);
        second.Rates.ShouldBe([new AssumedRate(Mission.Crisis, 1, 2)]);
        (second.Amendments, second.EndsOn, second.StartsOn, second.Population).ShouldBe((first.Amendments, first.EndsOn, first.StartsOn, first.Population));
    }

    [Fact]
    public void The_second_terms_may_have_all_of_their_own()
    {
        var (_, second) = Both("""{ "terms": { "tariff": "aci", "functioning": 9, "missions": [] }, "missionStarts": {}, "rates": [], "amendments": [], "endsOn": "2027-01-31" }""");
        (second.MissionStarts.Count, second.Rates.Count, second.Amendments.Count, second.EndsOn).ShouldBe((0, 0, 0, new DateOnly(2027, 1, 31)));
    }

    private static (SimulationRequest First, SimulationRequest Second) Both(string compare)
    {
        var (body, findings) = Read($"{{{First}, \"compare\": {compare}}}");
        findings.Values.ShouldBeEmpty();
        var first = SimulationFields.Read(body, ImmutableDictionary<string, AciTariff>.Empty);
        return (first, body.Of(SimulationFields.Compare)(first));
    }

    private static SimulationRequest Request(string json) => SimulationFields.Read(Read(json).Body, ImmutableDictionary<string, AciTariff>.Empty);

    private static (Body Body, Findings Findings) Read(string json)
    {
        var findings = new Findings();
        var body = BodyReader.Parse(Encoding.UTF8.GetBytes(json), SimulationFields.All, findings);
        findings.Shape.ShouldBeEmpty();
        return (body, findings);
    }
}
