using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R19: an amendment counts each annual amount on its days; the figures are worked out by hand.</summary>
public class AmendingContractTests
{
    private static readonly AmendContract Amend = new(1, Day("2020-10-01"));

    /// <summary>Access since 1 March 2020, 40 000 € a year: 30 000 € of advance, 10 000 € of balance.</summary>
    private static Scene Started => AciScene.Contracted().After(new StartMission(1, Mission.Access));

    private static Scene Agreed(decimal access, string on = "2020-10-01") => Started.Agreed(on, AciScene.Terms(access));

    private static Scene Paid(Scene scene, int instalment, decimal amount, string on)
        => scene.On(on).After(new Certify("aci-1-y1-access-fixed", $"c{instalment}", instalment, Euros(amount))).As(Leroy).After(new Pay("aci-1-y1-access-fixed", instalment, Euros(amount), $"P{instalment}")).As(Martin);

    [Fact]
    public void An_increase_goes_to_the_balance()
        => Agreed(50_000).After(Amend).Line("1-y1-access-fixed").ShouldBe([44_136.99m, 30_000m, 14_136.99m]); // 40 000 × 214/365 + 50 000 × 151/365 = 44 136,986…

    [Fact]
    public void A_decrease_takes_from_the_balance()
        => Agreed(30_000).After(Amend).Line("1-y1-access-fixed").ShouldBe([35_863.01m, 30_000m, 5_863.01m]);

    [Fact]
    public void A_decrease_below_what_is_certified_makes_unpaid_certifications_fall()
    {
        var scene = Started.After(new Certify("aci-1-y1-access-fixed", "c1", 1, Euros(30_000))).Agreed("2020-10-01", AciScene.Terms(access: 0)).After(Amend);
        scene.Line("1-y1-access-fixed").ShouldBe([23_452.05m, 23_452.05m, 0m]); // 40 000 × 214/365
        scene.Commitment("aci-1-y1-access-fixed").Certified.ShouldBe(Euros(23_452.05m));
        scene.Commitment("aci-1-y1-access-fixed").Certifications.ShouldHaveSingleItem().Standing.ShouldBe(Euros(23_452.05m));
        scene.Commitment("aci-1-y1-access-fixed").Recoveries.ShouldBeEmpty();
    }

    [Fact]
    public void A_decrease_below_what_is_paid_orders_a_recovery_in_the_same_act()
    {
        var scene = Paid(Started, 1, 30_000, "2020-03-02").Agreed("2020-10-01", AciScene.Terms(access: 0));
        var done = scene.When(Amend).Decision.ShouldBeOfType<Accepted>();
        done.Created.ShouldBe([new Created("recovery", "aci-1-y1-access-fixed-r1")]);
        done.Events.OfType<RecoveryOrdered>().ShouldHaveSingleItem().ShouldBe(new RecoveryOrdered(scene.Commitment("aci-1-y1-access-fixed").Ref, "aci-1-y1-access-fixed-r1", Euros(6_547.95m), null, RecoveryRule.ReducedLine) { EffectiveDate = Day("2020-10-01") });
        scene.After(Amend).Line("1-y1-access-fixed").ShouldBe([30_000m, 30_000m, 0m]);
    }

    [Fact]
    public void Raised_again_what_is_to_be_paid_back_is_owed_anew()
    {
        var reduced = Paid(Started, 1, 30_000, "2020-03-02").Agreed("2020-10-01", AciScene.Terms(access: 0)).After(Amend);
        var raised = reduced.Agreed("2020-10-01", AciScene.Terms(access: 40_000)).After(Amend);
        var line = raised.Commitment("aci-1-y1-access-fixed");
        (line.Line!.Amount, line.Committed, line.Paid, line.RecoveryOrdered).ShouldBe((Euros(40_000), Euros(46_547.95m), Euros(30_000), Euros(6_547.95m)));
    }

    [Fact]
    public void One_that_changes_nothing_changes_no_line()
    {
        Agreed(40_000).When(Amend).Decision.ShouldBeOfType<Accepted>().Events.ShouldHaveSingleItem().ShouldBeOfType<AciContractAmended>();
        Agreed(40_000).After(Amend).Until("2021-03-01").Line("1-y2-access-fixed").ShouldBe([40_000m, 30_000m, 10_000m]);
    }

    [Fact]
    public void A_mission_added_may_start_from_then_on_and_one_dropped_is_owed_no_longer()
    {
        var crisis = AciScene.Terms() with { Missions = [.. AciScene.Terms().Missions, new(Mission.Crisis, Euros(3_650), Euros(0))] };
        var added = Started.Agreed("2020-10-01", crisis).After(Amend);
        added.When(new StartMission(1, Mission.Crisis) { EffectiveDate = Day("2020-09-30") }).ThenInvalidAt("/mission");
        var started = added.After(new StartMission(1, Mission.Crisis));
        started.Line("1-y1-crisis-fixed").ShouldBe([1_510m, 1_132.50m, 377.50m]);
        var dropped = started.Agreed("2020-12-01").After(new AmendContract(1, Day("2020-12-01")));
        dropped.Line("1-y1-crisis-fixed").ShouldBe([610m, 610m, 0m]);
        dropped.Until("2021-03-01").Dossier().Commitments.Keys.ShouldNotContain("aci-1-y2-crisis-fixed");
    }

    [Fact]
    public void Recorded_after_the_start_of_a_mission_that_it_dropped_before_nothing_is_owed_for_it()
    {
        var crisis = AciScene.Terms() with { Missions = [.. AciScene.Terms().Missions, new(Mission.Crisis, Euros(3_650), Euros(0))] };
        var scene = AciScene.Contracted(terms: crisis).Agreed("2020-10-01").Then("2020-12-01", new StartMission(1, Mission.Crisis)).After(Amend with { EffectiveDate = Day("2020-10-01") });
        scene.Line("1-y1-crisis-fixed").ShouldBe([0m, 0m, 0m]);
    }

    [Fact]
    public void A_mission_taken_back_for_a_day_to_come_opens_its_line_now_and_is_due_then()
    {
        var crisis = AciScene.Terms() with { Missions = [.. AciScene.Terms().Missions, new(Mission.Crisis, Euros(3_650), Euros(0))] };
        var dropped = AciScene.Contracted(terms: crisis).After(new StartMission(1, Mission.Crisis)).Agreed("2020-10-01").After(Amend);
        var back = dropped.Until("2021-03-01").Agreed("2021-03-01", crisis).After(new AmendContract(1, Day("2021-06-01"))).Commitment("aci-1-y2-crisis-fixed");
        (back.Award.EffectiveDate, back.Committed, back.Instalments[0].DueOn).ShouldBe((Day("2021-03-01"), Euros(2_730), Day("2021-06-01")));
        var before = dropped.Agreed("2021-01-15", crisis).After(new AmendContract(1, Day("2021-06-01")));
        before.DueOn("2021-03-01").ShouldAllBe(it => it.EffectiveDate == Day("2021-03-01"));
    }

    [Fact]
    public void It_takes_effect_on_its_date_or_later_within_the_contract_and_twelve_months()
    {
        Agreed(50_000).When(Amend with { TakesEffectOn = Day("2020-09-30") }).ThenInvalidAt("/takesEffectOn");
        Agreed(50_000).When(Amend with { TakesEffectOn = Day("2021-10-01") }).Decision.ShouldBeOfType<Accepted>();
        Agreed(50_000).When(Amend with { TakesEffectOn = Day("2021-10-02") }).ThenInvalidAt("/takesEffectOn");
        var last = Agreed(50_000, "2025-02-01");
        last.When(Amend with { TakesEffectOn = Day("2025-02-28") }).Decision.ShouldBeOfType<Accepted>();
        last.When(Amend with { TakesEffectOn = Day("2025-03-01") }).ThenInvalidAt("/takesEffectOn");
    }

    [Fact]
    public void In_a_year_to_come_nothing_changes_until_then()
    {
        var scene = Agreed(50_000).After(Amend with { TakesEffectOn = Day("2021-06-01") });
        scene.Line("1-y1-access-fixed").ShouldBe([40_000m, 30_000m, 10_000m]);
        scene.Until("2021-03-01").Line("1-y2-access-fixed").ShouldBe([47_479.45m, 35_609.59m, 11_869.86m]); // 40 000 × 92/365 + 50 000 × 273/365
    }

    [Fact]
    public void Before_the_contract_starts_the_new_terms_count_from_its_start()
        => AciScene.Negotiating().Agreed("2019-12-02").After(new SignContract(Day("2020-03-01"), null)).Agreed("2020-01-10", AciScene.Terms(functioning: 50_000)).After(new AmendContract(1, Day("2020-02-01")))
            .Line("1-y1-functioning").ShouldBe([50_000m, 50_000m]);

    [Fact]
    public void Recorded_late_it_changes_each_year_since()
    {
        var late = Started.Agreed("2020-10-01", AciScene.Terms(50_000)).Until("2022-03-10").After(Amend with { EffectiveDate = Day("2020-10-01") });
        late.Line("1-y1-access-fixed").ShouldBe([44_136.99m, 30_000m, 14_136.99m]);
        late.Line("1-y2-access-fixed").ShouldBe([50_000m, 30_000m, 20_000m]);
        late.Line("1-y3-access-fixed").ShouldBe([50_000m, 30_000m, 20_000m]);
        late.Until("2023-03-01").Line("1-y4-access-fixed").ShouldBe([50_000m, 37_500m, 12_500m]);
    }

    [Fact]
    public void Seen_from_a_day_between_no_figure_is_negative_however_late_a_reduction_is_recorded()
    {
        var scene = Started.Agreed("2020-10-01", AciScene.Terms(access: 0)).Until("2021-04-01").After(new Certify("aci-1-y2-access-fixed", "c", 1, Euros(30_000)))
            .On("2021-05-01").After(Amend with { EffectiveDate = Day("2020-10-01") });
        foreach (var day in new[] { "2021-03-01", "2021-03-31", "2021-04-01", "2021-05-01" })
        {
            scene.Commitment("aci-1-y2-access-fixed", day).Instalments.ShouldAllBe(it => it.Amount >= Money.Zero && it.Certified >= Money.Zero, day);
        }

        scene.Commitment("aci-1-y2-access-fixed").Committed.ShouldBe(Money.Zero);
    }

    [Fact]
    public void The_phase_then_the_approvals_then_their_date()
    {
        Started.On("2020-10-01").When(Amend).ThenRefused(new NotApproved([Party.Cpts, Party.Cpam, Party.Ars]));
        Started.On("2020-10-01").After(new ProposeTerms(Party.Cpam, AciScene.Terms(1))).After(new ApproveTerms(2, Party.Cpts)).When(Amend).ThenRefused(new NotApproved([Party.Cpam, Party.Ars]));
        Agreed(50_000).When(Amend with { EffectiveDate = Day("2020-09-30") }).ThenRefused(new OutOfOrder(Day("2020-09-30"), Day("2020-10-01")));
        Agreed(50_000).When(Amend with { EffectiveDate = Day("2020-02-29") }).ThenRefused(new WrongPhase(PhaseName.Negotiating, Day("2020-02-29")));
        Agreed(50_000).After(new SuspendContract(1, Sealed("x"))).When(Amend).ThenRefused(new WrongPhase(PhaseName.Suspended, Day("2020-10-01")));
        Agreed(50_000).When(Amend with { Contract = 2 }).ThenRefused(new NotFound());
    }

    [Fact]
    public void Once_the_contract_is_over_the_phase_is_wrong()
        => Started.Until("2025-03-01").Agreed("2025-03-02").When(new AmendContract(1, Day("2025-03-02"))).ThenRefused(new WrongPhase(PhaseName.Ended, Day("2025-03-02")));

    [Fact]
    public void Twice_is_once()
    {
        var amended = Agreed(50_000).After(Amend);
        amended.When(Amend).ThenNothing();
        amended.When(Amend with { TakesEffectOn = Day("2020-10-02") }).ThenRefused(new NotApproved([Party.Cpts, Party.Cpam, Party.Ars]));
    }

    [Fact]
    public void A_recovery_that_an_officer_gave_the_same_id_is_not_lost()
    {
        var scene = Paid(Started, 1, 30_000, "2020-03-02").After(new OrderRecovery("aci-1-y1-access-fixed", "aci-1-y1-access-fixed-r2", Euros(100), Sealed("indu"))).Agreed("2020-10-01", AciScene.Terms(access: 0)).After(Amend);
        scene.Commitment("aci-1-y1-access-fixed").Recoveries.Values.Select(it => (it.Event.RecoveryId, it.Ordered)).ShouldBe([("aci-1-y1-access-fixed-r2", Euros(100)), ("aci-1-y1-access-fixed-r3", Euros(6_447.95m))], ignoreOrder: true);
    }
}
