using Funding.Domain.Aci;
using Funding.Domain.Rights;
using Funding.Domain.Views;

namespace Funding.Domain.Tests;

/// <summary>What waits for whom on a dossier, as far as its acts tell.</summary>
public class WaitingTests
{
    private static WaitingAct[] Of(Scene scene) => [.. WaitingActs.Of(scene.Dossier(), RuleSettings.Default)];

    private static string[] Told(Scene scene) => [.. Of(scene).Select(it => FormattableString.Invariant($"{it.Role} {it.Kind} {it.Day:yyyy-MM-dd}"))];

    private static WaitingAct[] Asked(Scene scene, string today, WaitingKind kind) => [.. Of(scene).Where(it => it.Kind == kind && it.IsAsked(Day(today)))];

    [Fact]
    public void A_letter_waits_for_the_agency_since_it_was_received_until_it_is_decided()
    {
        Told(Given(Registered("2024-01-20"))).ShouldBe(["ArsOfficer Letter 2024-01-20"]);
        Told(Given(Registered(), LetterAccepted("2024-01-31"))).ShouldBe(["Cpts ProjectToSubmit 2024-01-31"]);
        Told(Given(Registered(), LetterDeclined())).ShouldBeEmpty();
    }

    [Fact]
    public void A_project_is_to_be_answered_by_the_day_before_it_is_deemed_validated()
    {
        var submitted = Given(Registered(), LetterAccepted(), ProjectSubmitted("2024-03-15", "2024-05-16"));
        var it = Of(submitted).ShouldHaveSingleItem();
        (it.Kind, it.Role, it.From, it.By).ShouldBe((WaitingKind.ProjectToAnswer, Role.ArsOfficer, Day("2024-03-15"), Day("2024-05-15")));
        (it.IsLate(Day("2024-05-15")), it.IsLate(Day("2024-05-16"))).ShouldBe((false, true));
        Told(submitted.By(Martin, ProjectOpposed("2024-04-02"))).ShouldBe(["Cpts ProjectToSubmit 2024-04-02"]);
        Told(submitted.Until("2024-05-16")).ShouldBe(["AmOfficer Negotiation 2024-05-16"]);
    }

    [Fact]
    public void A_round_waits_for_each_party_that_is_missing_and_then_for_its_signature()
    {
        var opened = AciScene.Negotiating();
        Told(opened).ShouldBe(["AmOfficer Proposal 2019-12-02"]);

        var proposed = opened.After(new ProposeTerms(Party.Cpam, AciScene.Terms())).On("2019-12-05").After(new ApproveTerms(1, Party.Cpam));
        Of(proposed).Select(it => (it.Role, it.Kind, it.Day, it.Round)).ShouldBe([(Role.ArsOfficer, WaitingKind.Approval, Day("2019-12-02"), 1), (Role.Cpts, WaitingKind.Approval, Day("2019-12-02"), 1)], ignoreOrder: true);
        foreach (var it in Of(proposed)) (it.Missing, it.Amount).ShouldBe(([Party.Cpts, Party.Ars], Euros(205_000)));

        var approved = proposed.After(new ApproveTerms(1, Party.Ars)).On("2019-12-09").After(new ApproveTerms(1, Party.Cpts));
        Told(approved).ShouldBe(["AmOfficer Signature 2019-12-09"]);
    }

    [Fact]
    public void An_instalment_is_to_be_certified_near_its_day_then_paid_by_somebody_who_had_no_part_in_it()
    {
        var granted = Given(Registered(), LetterAccepted(), Granted("2024-02-05", 10_000));
        Asked(granted, "2024-10-31", WaitingKind.Certification).ShouldBeEmpty();
        var toCertify = Asked(granted, "2024-11-01", WaitingKind.Certification).ShouldHaveSingleItem();
        (toCertify.Role, toCertify.By, toCertify.Amount, toCertify.CommitmentId, toCertify.Instalment).ShouldBe((Role.ArsOfficer, Day("2024-12-01"), Euros(10_000), "g1", 1));

        var certified = granted.By(Petit, Certified("2024-06-01", 4_000));
        var toPay = Asked(certified, "2024-06-03", WaitingKind.Payment).ShouldHaveSingleItem();
        (toPay.Role, toPay.From, toPay.By, toPay.Amount, toPay.CertifiedBy).ShouldBe((Role.ArsAccountant, Day("2024-06-01"), null, Euros(4_000), Petit));
        toPay.Excluded.ShouldBe([Martin, Petit], ignoreOrder: true);
        Asked(certified, "2024-12-01", WaitingKind.Certification).ShouldHaveSingleItem().Amount.ShouldBe(Euros(6_000));

        Asked(certified.By(Leroy, Paid("2024-06-02", 4_000)), "2024-12-01", WaitingKind.Payment).ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_kept_from_paying_is_who_the_rules_refuse()
    {
        var certified = Given(Registered(), LetterAccepted(), Granted("2024-02-05", 10_000)).By(Petit, Certified("2024-06-01", 10_000));
        var excluded = Of(certified).Single(it => it.Kind == WaitingKind.Payment).Excluded;
        foreach (var person in new[] { Martin, Petit, Leroy, Faure })
            (certified.As(person).When(new Pay("g1", 1, Euros(10_000), "P1")).Decision is Refused { Rejection: FourEyes }).ShouldBe(excluded.Contains(person));
    }

    [Fact]
    public void What_an_accountant_refused_waits_for_the_officer_at_once()
    {
        var refused = Given(Registered(), LetterAccepted(), Granted("2024-02-05", 10_000)).By(Petit, Certified("2024-06-01", 10_000)).By(Leroy, PaymentDeclined("2024-06-02", 10_000));
        Told(refused).ShouldBe(["Cpts ProjectToSubmit 2024-01-31", "ArsOfficer Recertification 2024-06-02"]);
        Told(refused.By(Petit, Certified("2024-06-03", 10_000, id: "c2"))).ShouldBe(["Cpts ProjectToSubmit 2024-01-31", "ArsAccountant Payment 2024-06-03"]);
    }

    [Fact]
    public void A_recovery_waits_for_an_accountant_who_did_not_order_it_until_nothing_of_it_is_due()
    {
        var ordered = Given(Registered(), LetterAccepted(), Granted("2024-02-05", 10_000)).By(Petit, Certified("2024-06-01", 10_000)).By(Leroy, Paid("2024-06-02", 10_000)).By(Faure, Ordered("2024-07-01", 3_000));
        var it = Of(ordered).Single(it => it.Kind == WaitingKind.Receipt);
        (it.Role, it.From, it.Amount, it.RecoveryId).ShouldBe((Role.ArsAccountant, Day("2024-07-01"), Euros(3_000), "r1"));
        it.Excluded.ShouldBe([Faure]);
        Of(ordered.By(Leroy, Received("2024-07-05", 1_000))).Single(one => one.Kind == WaitingKind.Receipt).Amount.ShouldBe(Euros(2_000));
        Of(ordered.By(Leroy, Received("2024-07-05", 1_000), Waived("2024-07-06", 2_000))).ShouldNotContain(one => one.Kind == WaitingKind.Receipt);
    }

    [Fact]
    public void Barred_sums_wait_for_nobody()
    {
        var certified = Given(Registered(), LetterAccepted(), Granted("2024-02-05", 10_000)).By(Petit, Certified("2024-06-01", 4_000));
        Told(certified.Until("2028-01-01")).ShouldBe(["Cpts ProjectToSubmit 2024-01-31"]);
    }

    [Fact]
    public void Balances_wait_for_the_assessment_of_their_year_before_anybody_is_asked_to_certify_them()
    {
        var closed = AciScene.Contracted().After(new StartMission(1, Mission.Access)).Until("2021-03-01");
        Asked(closed, "2021-03-01", WaitingKind.Assessment).Select(it => (it.Role, it.Day, it.Contract, it.Year)).ShouldBe([(Role.AmOfficer, Day("2021-03-01"), 1, 1)]);
        Balances(closed).ShouldBeEmpty();

        var assessed = closed.After(new AssessYear(1, 1, [new(Mission.Access, 1)]));
        Asked(assessed, "2021-03-01", WaitingKind.Assessment).ShouldBeEmpty();
        Balances(assessed).ShouldBe(["aci-1-y1-access-fixed 2"]);

        static string[] Balances(Scene scene) => [.. Asked(scene, "2021-03-01", WaitingKind.Certification).Where(it => it.Year == 1 && it.Instalment == 2).Select(it => $"{it.CommitmentId} {it.Instalment}")];
    }

    [Fact]
    public void A_suspension_holds_the_money_of_the_contract_and_no_other()
    {
        var contracted = AciScene.Contracted().By(Martin, Transformed("2020-03-01", 500));
        Asked(contracted, "2025-01-01", WaitingKind.Certification).Select(it => it.Source).ShouldBe([FundingSource.Aci, FundingSource.Transformation], ignoreOrder: true);
        var suspended = contracted.On("2020-04-01").After(new SuspendContract(1, Sealed("motif")));
        Asked(suspended, "2025-01-01", WaitingKind.Certification).Select(it => it.Source).ShouldBe([FundingSource.Transformation]);
    }

    [Fact]
    public void Missions_are_asked_for_three_months_before_their_day_to_start_first_and_then_to_be_deployed()
    {
        var contracted = AciScene.Contracted();
        Asked(contracted, "2020-05-31", WaitingKind.MissionStart).ShouldBeEmpty();
        Asked(contracted, "2020-06-01", WaitingKind.MissionStart).Select(it => (it.Mission, it.By)).ShouldBe([(Mission.Access, Day("2020-09-01"))]);
        Of(contracted).ShouldNotContain(it => it.Kind == WaitingKind.MissionDeployment);
        Of(contracted.After(new StartMission(1, Mission.Access))).Where(it => it.Kind == WaitingKind.MissionDeployment).Select(it => (it.Mission, it.By)).ShouldBe([(Mission.Access, Day("2021-09-01"))]);
    }

    [Fact]
    public void A_contract_is_to_be_renewed_from_six_months_before_its_last_day_unless_it_is_terminated()
    {
        var contracted = AciScene.Contracted();
        Asked(contracted, "2024-08-27", WaitingKind.Renewal).ShouldBeEmpty();
        Asked(contracted, "2024-08-28", WaitingKind.Renewal).Select(it => (it.Role, it.By, it.Contract)).ShouldBe([(Role.AmOfficer, Day("2025-02-28"), 1)]);
        Of(contracted.On("2020-06-01").After(new TerminateContract(1, Day("2020-06-30"), Sealed("motif")))).ShouldNotContain(it => it.Kind == WaitingKind.Renewal);
    }
}
