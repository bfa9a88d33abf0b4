using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R20: a termination owes each line its days, settles what is paid beyond, and ends the contract the day after.</summary>
public class TerminatingTests
{
    private static readonly TerminateContract Terminate = new(1, Day("2021-06-30"), Sealed("accord"));

    /// <summary>Access since the first day; year 2 has run since 1 March 2021.</summary>
    private static Scene Second => AciScene.Contracted().After(new StartMission(1, Mission.Access)).Until("2021-05-01");

    private static Scene Paid(Scene scene, string line, decimal amount)
        => scene.After(new Certify($"aci-{line}", $"c-{line}", 1, Euros(amount))).As(Leroy).After(new Pay($"aci-{line}", 1, Euros(amount), $"P-{line}")).As(Martin);

    [Fact]
    public void Each_line_of_the_year_becomes_its_share_of_days_paid_or_not_and_earlier_years_stay()
    {
        var scene = Paid(Second, "1-y2-functioning", 45_000).After(Terminate); // 1 March to 30 June: 122 days of 365
        scene.Line("1-y2-access-fixed").ShouldBe([13_369.86m, 13_369.86m, 0m]);
        scene.Line("1-y2-functioning").ShouldBe([45_000m, 45_000m, 0m]);
        var recovery = scene.Commitment("aci-1-y2-functioning").Recoveries.Values.ShouldHaveSingleItem();
        (recovery.Event.RecoveryId, recovery.Event.Amount, recovery.Event.Rule, recovery.Event.EffectiveDate).ShouldBe(("aci-1-y2-functioning-r1", Euros(24_945.21m), RecoveryRule.ReducedLine, Day("2021-05-01")));
        scene.Commitment("aci-1-y2-access-fixed").Recoveries.ShouldBeEmpty();
        scene.Line("1-y1-access-fixed").ShouldBe([40_000m, 30_000m, 10_000m]);
        scene.Line("1-y1-functioning").ShouldBe([60_000m, 60_000m]);
    }

    [Fact]
    public void The_recoveries_are_told_as_created()
        => Paid(Second, "1-y2-functioning", 45_000).When(Terminate).Decision.ShouldBeOfType<Accepted>().Created.ShouldBe([new Created("recovery", "aci-1-y2-functioning-r1")]);

    [Fact]
    public void It_ends_the_day_after_and_no_later_year_opens()
    {
        var scene = Second.After(Terminate);
        scene.Dossier().Phase.ShouldBeOfType<Contracted>();
        scene.DueOn("2021-06-30").ShouldBeEmpty();
        scene.DueOn("2026-01-01").ShouldBe([new AciContractEnded(1) { EffectiveDate = Day("2021-07-01") }]);
        scene.Until("2021-07-01").Dossier().Phase.ShouldBe(new Ended(Day("2021-07-01")));
    }

    [Fact]
    public void A_year_that_opens_before_the_end_opens_at_its_share()
    {
        var scene = AciScene.Contracted().After(new StartMission(1, Mission.Access)).Until("2021-01-15").After(Terminate);
        scene.Line("1-y1-access-fixed").ShouldBe([40_000m, 30_000m, 10_000m]);
        var opened = scene.Until("2021-03-01");
        opened.Line("1-y2-access-fixed").ShouldBe([13_369.86m, 10_027.40m, 3_342.46m]);
        opened.Line("1-y2-functioning").ShouldBe([20_054.79m, 15_041.09m, 5_013.70m]);
        opened.Until("2021-07-01").Dossier().Phase.ShouldBe(new Ended(Day("2021-07-01")));
    }

    [Fact]
    public void Recorded_late_it_reduces_the_lines_of_later_years_to_nothing_and_orders_what_was_paid_on_them()
    {
        var scene = Paid(Second.Until("2022-04-01"), "1-y3-functioning", 45_000).After(Terminate with { EffectiveDate = Day("2021-05-01") });
        scene.Line("1-y3-access-fixed").ShouldBe([0m, 0m, 0m]);
        scene.Line("1-y3-functioning").ShouldBe([45_000m, 45_000m, 0m]);
        scene.Commitment("aci-1-y3-functioning").RecoveryOrdered.ShouldBe(Euros(45_000));
        scene.Line("1-y2-access-fixed").ShouldBe([13_369.86m, 13_369.86m, 0m]);
        scene.DueOn("2022-04-01").ShouldBe([new AciContractEnded(1) { EffectiveDate = Day("2021-07-01") }]);
        scene.Commitment("aci-1-y3-functioning", "2022-03-15").RecoveryOrdered.ShouldBe(Money.Zero);
    }

    [Fact]
    public void Its_variable_parts_are_owed_if_assessed_from_the_day_after_the_end_on()
    {
        var assess = new AssessYear(1, 2, [new(Mission.Access, 0.5m)]);
        var scene = Second.After(Terminate).Until("2021-07-01");
        scene.When(assess with { EffectiveDate = Day("2021-06-30") }).ThenRefused(new AssessmentTooEarly(Day("2021-06-30"), Day("2021-07-01")));
        scene.Dossier().Commitments.Keys.ShouldNotContain("aci-1-y2-access-variable");
        scene.After(assess).Line("1-y2-access-variable").ShouldBe([5_013.70m, 5_013.70m]); // 30 000 × 122/365 × 0,5
        scene.When(assess with { Year = 3 }).ThenRefused(new NotFound());
    }

    [Fact]
    public void Recorded_after_the_assessment_of_that_year_it_reduces_the_variable_part_too()
    {
        var scene = Second.Until("2022-03-01").After(new AssessYear(1, 2, [new(Mission.Access, 0.5m)])).After(Terminate with { EffectiveDate = Day("2021-06-30") });
        scene.Line("1-y2-access-variable").ShouldBe([5_013.70m, 5_013.70m]);
    }

    [Fact]
    public void An_assessment_of_a_year_that_it_takes_away_is_still_the_same_assessment()
    {
        var assess = new AssessYear(1, 3, [new(Mission.Access, 0.5m)]) { EffectiveDate = Day("2023-03-01") };
        var scene = Second.Until("2023-03-01").After(assess).After(Terminate with { EffectiveDate = Day("2021-06-30") });
        scene.When(assess).ThenNothing();
        scene.When(assess with { Missions = [new(Mission.Access, 1)] }).ThenRefused(new NotFound());
        scene.Line("1-y3-access-variable").ShouldBe([0m, 0m]);
    }

    [Fact]
    public void Its_last_day_lies_in_the_term_and_at_most_twelve_months_ahead()
    {
        Second.When(Terminate with { EndsOn = Day("2020-02-29") }).ThenInvalidAt("/endsOn");
        Second.When(Terminate with { EndsOn = Day("2022-05-02") }).ThenInvalidAt("/endsOn");
        Second.When(Terminate with { EndsOn = Day("2022-05-01") }).Decision.ShouldBeOfType<Accepted>();
        Second.Until("2024-12-01").When(Terminate with { EndsOn = Day("2025-03-01") }).ThenInvalidAt("/endsOn");
        Second.Until("2024-12-01").When(Terminate with { EndsOn = Day("2025-02-28") }).Decision.ShouldBeOfType<Accepted>().Events.ShouldHaveSingleItem();
        Second.When(Terminate with { Reason = Sealed("") }).ThenInvalidAt("/reason");
        Second.When(Terminate with { Contract = 2 }).ThenRefused(new NotFound());
    }

    [Fact]
    public void Twice_is_once_otherwise_terminated_it_exists_already()
    {
        var scene = Second.After(Terminate);
        scene.When(Terminate).ThenNothing();
        scene.On("2021-05-02").When(Terminate).ThenNothing();
        scene.Until("2021-07-01").When(Terminate).ThenNothing();
        scene.When(Terminate with { EndsOn = Day("2021-07-31") }).ThenRefused(new AlreadyExists("1"));
        scene.When(Terminate with { Reason = Sealed("autre") }).ThenRefused(new AlreadyExists("1"));
    }

    [Fact]
    public void From_contracted_or_suspended_in_order()
    {
        Second.When(Terminate with { EffectiveDate = Day("2020-02-29") }).ThenRefused(new OutOfOrder(Day("2020-02-29"), Day("2020-03-01")));
        var suspended = Second.After(new SuspendContract(1, Sealed("x")));
        suspended.When(Terminate).Decision.ShouldBeOfType<Accepted>();
        suspended.When(Terminate with { EffectiveDate = Day("2021-04-30") }).ThenRefused(new OutOfOrder(Day("2021-04-30"), Day("2021-05-01")));
        suspended.When(Terminate with { EndsOn = Day("2021-04-29") }).ThenRefused(new OutOfOrder(Day("2021-04-30"), Day("2021-05-01")));
        Second.Until("2025-03-01").When(Terminate with { EndsOn = Day("2025-02-28") }).ThenRefused(new WrongPhase(PhaseName.Ended, Day("2025-03-01")));
    }

    [Fact]
    public void An_unpaid_certification_falls_to_what_is_owed()
    {
        var scene = Second.After(new Certify("aci-1-y2-access-fixed", "c", 1, Euros(30_000))).After(Terminate);
        var line = scene.Commitment("aci-1-y2-access-fixed");
        (line.Committed, line.Certified, line.RecoveryOrdered).ShouldBe((Euros(13_369.86m), Euros(13_369.86m), Money.Zero));
    }
}
