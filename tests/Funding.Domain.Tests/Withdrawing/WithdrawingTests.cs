namespace Funding.Domain.Tests;

public class WithdrawingTests
{
    private static readonly WithdrawCpts GiveUp = new(Sealed("abandon")) { EffectiveDate = Day("2024-05-01") };

    [Fact]
    public void From_any_phase_before_a_contract()
    {
        var project = Given(Registered(), LetterAccepted());
        var submitted = project.By(Martin, ProjectSubmitted("2024-02-10", "2024-04-11"));
        foreach (var scene in new[] { Given(Registered()), project, submitted, submitted.By(Martin, ProjectValidated("2024-03-01")) })
            scene.When(GiveUp).Then(GaveUp("2024-05-01"));
        Given(Registered(), LetterDeclined()).When(GiveUp).ThenRefused(new WrongPhase(PhaseName.Refused, Day("2024-05-01")));
    }

    [Fact]
    public void It_cancels_what_is_not_certified_and_what_is_certified_is_still_paid()
    {
        var scene = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 1_000, 500), Certified("2024-03-01", 400));
        scene.When(GiveUp).Then(GaveUp("2024-05-01"), Cancelled("2024-05-01", (1, 600), (2, 500)));
        var withdrawn = scene.After(GiveUp);
        withdrawn.As(Leroy).When(new Pay("g1", 1, Euros(400), "P1")).Then(Paid("2024-06-03", 400));
        withdrawn.When(new Certify("g1", "c2", 1, Euros(1))).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-06-03")));
        withdrawn.When(new AmendCommitment("g1", Euros(500), null, null, null)).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-06-03")));
    }

    [Fact]
    public void A_grant_dated_after_the_withdrawal_is_not_released_before_it_was_made()
        => Given(Registered(), LetterAccepted(), Granted("2024-05-20", 1_000)).When(GiveUp).Then(GaveUp("2024-05-01"), Cancelled("2024-05-20", (1, 1_000)));

    [Fact]
    public void A_grant_made_before_it_and_recorded_after_it_stands_until_it_is_cancelled()
    {
        var withdrawn = Given(Registered(), LetterAccepted(), GaveUp("2024-05-01"));
        var award = new AwardFirGrant("g1", 2024, Euros(100), "Diagnostic", null, null, Plans(100));
        withdrawn.When(award with { EffectiveDate = Day("2024-04-30") }).Then(Granted("2024-04-30", 100));
        withdrawn.When(award with { EffectiveDate = Day("2024-05-01") }).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-05-01")));
    }

    [Fact]
    public void Giving_up_twice_changes_nothing()
    {
        Given(Registered(), GaveUp("2024-05-01")).When(GiveUp).ThenNothing();
        Given(Registered(), GaveUp("2024-05-01")).When(GiveUp with { EffectiveDate = null }).ThenNothing();
        Given(Registered(), GaveUp("2024-05-01")).When(new WithdrawCpts(Sealed("autre"))).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-06-03")));
    }

    [Fact]
    public void Not_before_the_last_change_of_phase()
        => Given(Registered(), LetterAccepted("2024-05-02")).When(GiveUp).ThenRefused(new OutOfOrder(Day("2024-05-01"), Day("2024-05-02")));

    [Fact]
    public void A_reason_is_given() => Given(Registered()).When(new WithdrawCpts(Sealed(" "))).ThenInvalidAt("/reason");

    [Fact]
    public void No_health_project_is_deemed_validated_after_it()
        => Given(Registered(), LetterAccepted(), ProjectSubmitted("2024-04-20", "2024-06-21"), GaveUp("2024-05-01")).DueOn("2025-01-01").ShouldBeEmpty();
}
