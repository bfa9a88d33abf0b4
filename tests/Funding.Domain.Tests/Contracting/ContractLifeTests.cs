using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>The money of contracts over their life, by figures worked out by hand (R18–R20).</summary>
public class ContractLifeTests
{
    private static Scene TwoYears() => AciScene.Contracted()
        .Then("2020-07-01", new StartMission(1, Mission.Access))
        .Then("2020-12-01", new StartMission(1, Mission.Pathways))
        .Until("2021-03-01");

    [Fact]
    public void Signing_owes_the_functioning_of_the_first_year_whole()
        => AciScene.Contracted().Line("1-y1-functioning").ShouldBe([60_000m, 60_000m]);

    [Fact]
    public void A_mission_is_owed_from_its_start_by_days()
    {
        TwoYears().Line("1-y1-access-fixed").ShouldBe([26_630.14m, 19_972.61m, 6_657.53m]);
        TwoYears().Line("1-y1-pathways-fixed").ShouldBe([7_397.26m, 5_547.95m, 1_849.31m]);
    }

    [Fact]
    public void Years_open_on_each_anniversary_in_order_and_once_also_after_a_long_stop()
    {
        TwoYears().Until("2024-02-29").DueOn("2024-02-29").ShouldBeEmpty();
        AciScene.Contracted().DueOn("2025-06-01").OfType<AciYearOpened>().Select(it => (it.Year, it.EffectiveDate))
            .ShouldBe([(2, Day("2021-03-01")), (3, Day("2022-03-01")), (4, Day("2023-03-01")), (5, Day("2024-03-01"))]);
        AciScene.Contracted().DueOn("2025-06-01").OfType<AciContractEnded>().ShouldHaveSingleItem().EffectiveDate.ShouldBe(Day("2025-03-01"));
    }

    [Fact]
    public void An_assessment_owes_the_variable_parts_at_the_achieved_rate()
    {
        var assessed = TwoYears().After(new AssessYear(1, 1, [new(Mission.Access, 0.8m), new(Mission.Pathways, 0.55m)]));
        assessed.Line("1-y1-access-variable").ShouldBe([15_978.08m, 15_978.08m]);
        assessed.Line("1-y1-pathways-variable").ShouldBe([2_712.33m, 2_712.33m]);
    }

    [Fact]
    public void A_termination_keeps_what_is_paid_and_recovers_what_is_beyond_the_days_that_ran()
    {
        var scene = AciScene.Contracted("2023-06-15").Then("2023-06-15", new StartMission(1, Mission.Access))
            .After(new Certify("aci-1-y1-functioning", null, 1, Euros(60_000)))
            .As(Leroy).After(new Pay("aci-1-y1-functioning", 1, Euros(60_000), "A1"))
            .As(Martin).Then("2023-12-01", new TerminateContract(1, Day("2024-01-31"), Sealed("accord")));
        var functioning = scene.Commitment("aci-1-y1-functioning");
        (functioning.Committed, functioning.Paid, functioning.RecoveryOrdered, functioning.Outstanding).ShouldBe((Euros(60_000), Euros(60_000), Euros(22_131.15m), Money.Zero));
        scene.Line("1-y1-access-fixed").ShouldBe([25_245.90m, 25_245.90m, 0m]);
        scene.Until("2024-02-01").Dossier().Phase.ShouldBe(new Ended(Day("2024-02-01")));
        scene.Until("2025-01-01").Dossier().Commitments.Keys.ShouldNotContain("aci-1-y2-functioning");
    }

    [Fact]
    public void An_amendment_counts_each_amount_on_its_days_and_moves_the_balance()
    {
        var scene = AciScene.Contracted("2023-06-15").Then("2023-06-15", new StartMission(1, Mission.Access)).Then("2023-09-01", new StartMission(1, Mission.Pathways))
            .Agreed("2023-12-01", AciScene.Terms(access: 50_000, pathways: 20_000)).After(new AmendContract(1, Day("2023-12-01")));
        scene.Line("1-y1-access-fixed").ShouldBe([45_382.51m, 30_000m, 15_382.51m]);
        scene.Line("1-y1-pathways-fixed").ShouldBe([18_224.04m, 17_704.92m, 519.12m]);
    }

    [Fact]
    public void A_mission_recorded_late_opens_all_its_lines_to_date()
    {
        var late = AciScene.Contracted().Until("2022-04-01").After(new StartMission(1, Mission.Access) { EffectiveDate = Day("2020-07-01") });
        late.Line("1-y1-access-fixed").ShouldBe([26_630.14m, 19_972.61m, 6_657.53m]);
        late.Line("1-y3-access-fixed").ShouldBe([40_000m, 30_000m, 10_000m]);
        late.Commitment("aci-1-y2-access-fixed").Award.EffectiveDate.ShouldBe(Day("2021-03-01"));
    }
}
