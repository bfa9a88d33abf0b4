using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R19: the assessment of a year.</summary>
public class AssessingTests
{
    private static readonly MissionRate Eighty = new(Mission.Access, 0.8m);

    private static Scene Started => AciScene.Contracted().Then("2020-07-01", new StartMission(1, Mission.Access)).Then("2020-12-01", new StartMission(1, Mission.Pathways)).Until("2021-03-05");

    private static AssessYear Assess(params MissionRate[] rates) => new(1, 1, rates.ToSequence());

    [Fact]
    public void From_the_anniversary_on()
    {
        var all = Assess(Eighty, new(Mission.Pathways, 0.55m));
        Started.When(all with { EffectiveDate = Day("2021-02-28") }).ThenRefused(new AssessmentTooEarly(Day("2021-02-28"), Day("2021-03-01")));
        Started.When(all with { EffectiveDate = Day("2021-03-01") }).Decision.ShouldBeOfType<Accepted>().Events.Count.ShouldBe(3);
        Started.When(all with { Year = 2 }).ThenRefused(new AssessmentTooEarly(Day("2021-03-05"), Day("2022-03-01")));
        Started.When(all with { Year = 0 }).ThenRefused(new NotFound());
        Started.When(all with { Year = 6 }).ThenRefused(new NotFound());
        Started.When(all with { EffectiveDate = Day("2019-12-05") }).ThenRefused(new WrongPhase(PhaseName.Negotiating, Day("2019-12-05")));
    }

    [Fact]
    public void Exactly_the_missions_started_before_in_any_order()
    {
        Started.When(Assess(Eighty)).ThenInvalidAt("/missions");
        Started.When(Assess(Eighty, new(Mission.Pathways, 1), new(Mission.Prevention, 1))).ThenInvalidAt("/missions");
        Started.When(Assess()).ThenInvalidAt("/missions");
        Started.When(Assess(Eighty, Eighty)).ThenInvalidAt("/missions", "/missions/1/mission");
        Started.When(Assess(new(Mission.Pathways, 0.55m), Eighty)).Decision.ShouldBeOfType<Accepted>().Events[0]
            .ShouldBe(new AciYearAssessed(1, 1, [Eighty, new(Mission.Pathways, 0.55m)]) { EffectiveDate = Day("2021-03-05") });
    }

    [Fact]
    public void What_could_not_be_read_is_told_before_the_same_assessment_is_recognised()
    {
        var all = Assess(Eighty, new(Mission.Pathways, 0.55m));
        Started.After(all).When(all).ThenNothing();
        Started.After(all).With(new Fault("/effectiveDate", "x")).When(all).ThenInvalidAt("/effectiveDate");
    }

    [Fact]
    public void A_mission_started_on_the_anniversary_belongs_to_the_next_year()
        => AciScene.Contracted().Then("2021-03-01", new StartMission(1, Mission.Access)).When(Assess()).Then(new AciYearAssessed(1, 1, []) { EffectiveDate = Day("2021-03-01") });

    [Theory]
    [InlineData("-0.0001")]
    [InlineData("1.0001")]
    [InlineData("0.80001")]
    public void A_rate_is_from_0_to_1_with_four_decimals(string rate)
        => Started.When(Assess(new(Mission.Access, decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture)), new(Mission.Pathways, 0.1234m))).ThenInvalidAt("/missions/0/achievedRate");

    [Fact]
    public void The_variable_part_is_due_whole_on_the_day_of_the_assessment_and_a_rate_of_0_opens_a_line_of_0()
    {
        var assessed = Started.After(Assess(Eighty, new(Mission.Pathways, 0)));
        assessed.Line("1-y1-access-variable").ShouldBe([15_978.08m, 15_978.08m]);
        assessed.Commitment("aci-1-y1-access-variable").Instalments.ShouldHaveSingleItem().ShouldBe(new Instalment(1, InstalmentKind.Whole, Day("2021-03-05")) { Amount = Euros(15_978.08m) });
        assessed.Line("1-y1-pathways-variable").ShouldBe([0m, 0m]);
        assessed.When(new Certify("aci-1-y1-pathways-variable", "c", 1, Euros(0.01m))).ThenRefused(new OverCertified(Euros(0.01m), Money.Zero));
    }

    [Fact]
    public void Four_decimals_count_and_a_rate_written_with_more_zeros_is_the_same()
    {
        var assessed = Started.After(Assess(new(Mission.Access, 0.1234m), new(Mission.Pathways, 1)));
        assessed.Line("1-y1-access-variable").ShouldBe([2_464.62m, 2_464.62m]); // 30 000 × 243/365 × 0,1234 = 2 464,619…
        assessed.When(Assess(new(Mission.Access, 0.12340m), new(Mission.Pathways, 1.0000m))).ThenNothing();
    }

    [Fact]
    public void A_year_is_assessed_once()
    {
        var assess = Assess(Eighty, new(Mission.Pathways, 0.55m));
        var assessed = Started.After(assess).On("2021-04-01");
        assessed.When(assess).ThenNothing();
        assessed.When(assess with { EffectiveDate = Day("2021-03-05") }).ThenNothing();
        assessed.When(Assess(Eighty with { AchievedRate = 0.9m }, new(Mission.Pathways, 0.55m))).ThenRefused(new AlreadyExists("1/1"));
        assessed.When(Assess()).ThenRefused(new AlreadyExists("1/1"));
    }

    [Fact]
    public void A_mission_recorded_late_gets_a_supplementary_assessment_of_its_own()
    {
        var late = Started.After(Assess(Eighty, new(Mission.Pathways, 0.55m))).On("2021-04-01").After(new StartMission(1, Mission.Prevention) { EffectiveDate = Day("2021-02-01") });
        late.When(Assess(Eighty, new(Mission.Pathways, 0.55m), new(Mission.Prevention, 1))).ThenInvalidAt("/missions");
        late.When(Assess()).ThenInvalidAt("/missions");
        late.When(new Certify("aci-1-y1-prevention-fixed", "c", 2, Euros(1))).ThenRefused(new AssessmentPending(1, 1));
        late.When(new Certify("aci-1-y1-access-fixed", "c", 2, Euros(1))).Creating("certification", "c");
        var supplemented = late.After(Assess(new MissionRate(Mission.Prevention, 1)));
        supplemented.Line("1-y1-prevention-variable").ShouldBe([767.12m, 767.12m]); // 10 000 × 28/365
        supplemented.When(new Certify("aci-1-y1-prevention-fixed", "c", 2, Euros(1))).Creating("certification", "c");
        supplemented.When(Assess(Eighty, new(Mission.Pathways, 0.55m))).ThenNothing();
        supplemented.When(Assess(new MissionRate(Mission.Prevention, 1))).ThenNothing();
    }

    [Fact]
    public void Where_no_mission_started_the_list_is_empty_and_the_functioning_may_be_settled()
    {
        var scene = AciScene.Contracted().Until("2022-03-01");
        var balance = new Certify("aci-1-y2-functioning", "c", 2, Euros(15_000));
        scene.When(balance).ThenRefused(new AssessmentPending(1, 2));
        scene.When(new AssessYear(1, 2, [Eighty])).ThenInvalidAt("/missions");
        var assessed = scene.After(new AssessYear(1, 2, []));
        assessed.When(balance).Creating("certification", "c");
        assessed.When(new AssessYear(1, 2, [])).ThenNothing();
    }

    [Fact]
    public void In_suspension_and_once_ended_too()
    {
        Started.After(new SuspendContract(1, Sealed("x"))).When(Assess(Eighty, new(Mission.Pathways, 0.55m))).Decision.ShouldBeOfType<Accepted>();
        var ended = Started.Until("2025-03-01");
        ended.After(new AssessYear(1, 5, [Eighty, new(Mission.Pathways, 1)])).Line("1-y5-access-variable").ShouldBe([24_000m, 24_000m]);
    }

    [Fact]
    public void A_mission_that_an_amendment_dropped_before_the_year_is_not_assessed_in_it()
    {
        var dropped = AciScene.Terms() with { Missions = [.. AciScene.Terms().Missions, new(Mission.Crisis, Euros(10), Euros(10))] };
        var scene = AciScene.Contracted(terms: dropped).Then("2020-07-01", new StartMission(1, Mission.Crisis)).Agreed("2020-10-01").After(new AmendContract(1, Day("2020-10-01"))).Until("2022-03-01");
        scene.When(new AssessYear(1, 2, [])).Decision.ShouldBeOfType<Accepted>();
        scene.When(new AssessYear(1, 1, [])).ThenInvalidAt("/missions");
        scene.After(new AssessYear(1, 1, [new(Mission.Crisis, 1)])).Line("1-y1-crisis-variable").ShouldBe([2.52m, 2.52m]); // 92 days of 365
    }
}
