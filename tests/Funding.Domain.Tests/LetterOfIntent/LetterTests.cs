namespace Funding.Domain.Tests;

public class LetterTests
{
    [Fact]
    public void Acceptance_opens_the_project()
    {
        var scene = Given(Registered()).After(new AcceptLetterOfIntent { EffectiveDate = Day("2024-01-31"), Reference = "LI-1" });
        scene.Dossier().Phase.ShouldBe(new InProject(Day("2024-01-31")));
        scene.Dossier().PhaseOn(Day("2024-01-30")).ShouldBe(new Intention(Day("2024-01-20")));
        scene.Dossier().PhaseOn(Day("2024-01-19")).ShouldBeNull();
    }

    [Fact]
    public void The_event_carries_what_every_act_may_carry()
        => Given(Registered()).When(new AcceptLetterOfIntent { EffectiveDate = Day("2024-01-31"), Reference = "LI-1", Comment = Sealed("oui") })
            .Then(new LetterOfIntentAccepted { EffectiveDate = Day("2024-01-31"), Reference = "LI-1", Comment = Sealed("oui") });

    [Fact]
    public void Refusal_closes_the_dossier()
        => Given(Registered()).After(new RefuseLetterOfIntent { EffectiveDate = Day("2024-01-31") }).Dossier().Phase.ShouldBe(new LetterRefused(Day("2024-01-31")));

    [Theory]
    [InlineData("2024-01-31")]
    [InlineData(null)]
    public void Accepting_twice_changes_nothing_whatever_the_phase_now(string? on)
    {
        var again = new AcceptLetterOfIntent { EffectiveDate = on is null ? null : Day(on) };
        Given(Registered(), LetterAccepted()).When(again).ThenNothing();
        Given(Registered(), LetterAccepted(), GaveUp("2024-03-01")).When(again).ThenNothing();
    }

    [Fact]
    public void Accepting_again_with_other_content_is_another_act()
    {
        Given(Registered(), LetterAccepted()).When(new AcceptLetterOfIntent { EffectiveDate = Day("2024-02-01") }).ThenRefused(new WrongPhase(PhaseName.Project, Day("2024-02-01")));
        Given(Registered(), LetterAccepted()).When(new AcceptLetterOfIntent { Reference = "autre" }).ThenRefused(new WrongPhase(PhaseName.Project, Day("2024-06-03")));
        Given(Registered(), LetterAccepted()).When(new RefuseLetterOfIntent()).ThenRefused(new WrongPhase(PhaseName.Project, Day("2024-06-03")));
        Given(Registered(), LetterDeclined()).When(new AcceptLetterOfIntent()).ThenRefused(new WrongPhase(PhaseName.Refused, Day("2024-06-03")));
    }

    [Fact]
    public void A_change_of_phase_refused_for_its_phase_names_the_present_one_even_when_dated_earlier()
        => Given(Registered(), LetterAccepted()).When(new RefuseLetterOfIntent { EffectiveDate = Day("2024-01-25") }).ThenRefused(new WrongPhase(PhaseName.Project, Day("2024-01-25")));

    [Fact]
    public void The_letter_is_not_answered_before_it_came()
        => Given(Registered("2024-01-20")).When(new AcceptLetterOfIntent { EffectiveDate = Day("2024-01-19") }).ThenRefused(new OutOfOrder(Day("2024-01-19"), Day("2024-01-20")));

    [Fact]
    public void It_may_be_answered_the_day_it_came() => Given(Registered("2024-01-20")).When(new AcceptLetterOfIntent { EffectiveDate = Day("2024-01-20") }).Then(LetterAccepted("2024-01-20"));

    [Fact]
    public void An_act_dated_tomorrow_is_a_fault_even_where_the_phase_is_wrong()
        => Given(Registered(), LetterDeclined()).On("2024-06-03").When(new AcceptLetterOfIntent { EffectiveDate = Day("2024-06-04") }).ThenInvalidAt("/effectiveDate");
}
