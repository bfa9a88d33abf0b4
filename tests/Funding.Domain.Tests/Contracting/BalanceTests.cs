using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R19 and R20: what keeps ACI money from being certified and paid.</summary>
public class BalanceTests
{
    private static Scene TwoYears => AciScene.Contracted().Then("2020-07-01", new StartMission(1, Mission.Access)).Until("2021-03-05");

    private static readonly Certify Balance = new("aci-1-y1-access-fixed", "c2", 2, Euros(6_657.53m));

    [Fact]
    public void A_balance_waits_for_the_assessment_an_advance_and_a_whole_do_not()
    {
        TwoYears.When(Balance).ThenRefused(new AssessmentPending(1, 1));
        TwoYears.When(new Certify("aci-1-y1-access-fixed", "c1", 1, Euros(1))).Creating("certification", "c1");
        TwoYears.When(new Certify("aci-1-y1-functioning", "c1", 1, Euros(1))).Creating("certification", "c1");
        TwoYears.When(new Certify("aci-1-y2-functioning", "c1", 1, Euros(1))).Creating("certification", "c1");
        TwoYears.When(new Certify("aci-1-y2-functioning", "c1", 2, Euros(1))).ThenRefused(new AssessmentPending(1, 2));
        TwoYears.After(new AssessYear(1, 1, [new(Mission.Access, 0)])).When(Balance).Creating("certification", "c2");
    }

    [Fact]
    public void Too_much_is_told_before_the_assessment_and_the_assessment_before_the_suspension()
    {
        var suspended = TwoYears.After(new SuspendContract(1, Sealed("x")));
        suspended.When(Balance with { Amount = Euros(6_657.54m) }).ThenRefused(new OverCertified(Euros(6_657.54m), Euros(6_657.53m)));
        suspended.When(Balance).ThenRefused(new AssessmentPending(1, 1));
        suspended.After(new AssessYear(1, 1, [new(Mission.Access, 0)])).When(Balance).ThenRefused(new Suspended(Day("2021-03-05")));
    }

    [Fact]
    public void A_balance_opened_by_an_amendment_waits_too()
    {
        var raised = AciScene.Contracted(terms: AciScene.Terms(functioning: 50_000)).Agreed("2020-04-01").After(new AmendContract(1, Day("2020-04-01")));
        raised.Line("1-y1-functioning").ShouldBe([59_150.68m, 50_000m, 9_150.68m]);
        raised.Commitment("aci-1-y1-functioning").Instalments[1].DueOn.ShouldBe(Day("2021-03-01"));
        raised.When(new Certify("aci-1-y1-functioning", "c", 2, Euros(1))).ThenRefused(new AssessmentPending(1, 1));
        raised.Until("2021-03-01").After(new AssessYear(1, 1, [])).When(new Certify("aci-1-y1-functioning", "c", 2, Euros(1))).Creating("certification", "c");
    }

    [Fact]
    public void The_year_that_a_termination_ends_needs_none_be_it_ended_on_its_last_day()
    {
        var balance = new Certify("aci-1-y2-functioning", "c", 2, Euros(1));
        TwoYears.After(new TerminateContract(1, Day("2021-12-31"), Sealed("x"))).When(balance).Creating("certification", "c");
        TwoYears.After(new TerminateContract(1, Day("2021-12-31"), Sealed("x"))).When(Balance).ThenRefused(new AssessmentPending(1, 1));
        TwoYears.After(new TerminateContract(1, Day("2022-02-28"), Sealed("x"))).When(balance).Creating("certification", "c");
        TwoYears.After(new TerminateContract(1, Day("2022-02-28"), Sealed("x"))).When(Balance).ThenRefused(new AssessmentPending(1, 1));
        TwoYears.After(new TerminateContract(1, Day("2021-03-05"), Sealed("x"))).When(Balance).ThenRefused(new AssessmentPending(1, 1));
    }

    [Fact]
    public void A_payment_is_held_like_a_certification()
    {
        var certified = TwoYears.After(new Certify("aci-1-y1-functioning", "c1", 1, Euros(60_000))).After(new SuspendContract(1, Sealed("x")) { EffectiveDate = Day("2021-03-04") });
        var pay = new Pay("aci-1-y1-functioning", 1, Euros(60_000), "P1");
        certified.As(Leroy).When(pay).ThenRefused(new Suspended(Day("2021-03-04")));
        certified.As(Martin).When(pay).ThenRefused(new Suspended(Day("2021-03-04")));
        certified.As(Leroy).When(pay with { Amount = Euros(60_001) }).ThenRefused(new OverPaid(Euros(60_001), Euros(60_000)));
        certified.As(Leroy).When(pay with { EffectiveDate = Day("2021-03-03") }).Creating("payment", "P1");
        certified.On("2021-04-01").After(new ResumeContract(1, Sealed("fini"))).As(Leroy).When(pay).Creating("payment", "P1");
        certified.As(Leroy).When(new RefusePayment("aci-1-y1-functioning", 1, Sealed("RIB"))).Then(new PaymentRefused(certified.Commitment("aci-1-y1-functioning").Ref, 1, Euros(60_000), Sealed("RIB")) { EffectiveDate = Day("2021-03-05") });
    }

    [Fact]
    public void A_suspension_holds_one_off_money_of_the_aci_and_no_other()
    {
        var scene = AciScene.Contracted().After(new GrantAciOneOff("o1", 2020, Euros(10), "Aide", "ACI", [new(Day("2020-03-01"), Euros(10))]))
            .After(new AwardTransformationGrant("t1", 2020, Euros(10), "Outils", CostCategory.Other, null, null, [new(Day("2020-03-01"), Euros(10))]))
            .Then("2020-05-01", new SuspendContract(1, Sealed("x")));
        scene.When(new Certify("o1", "c", 1, Euros(1))).ThenRefused(new Suspended(Day("2020-05-01")));
        scene.When(new Certify("t1", "c", 1, Euros(1))).Creating("certification", "c");
    }
}
