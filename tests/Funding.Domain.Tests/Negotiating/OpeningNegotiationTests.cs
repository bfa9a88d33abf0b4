namespace Funding.Domain.Tests;

/// <summary>R15: the negotiation of the first contract opens in <c>validated</c>.</summary>
public class OpeningNegotiationTests
{
    private static readonly Scene Validated = Given(Registered("2019-11-04"), LetterAccepted("2019-11-04"), ProjectSubmitted("2019-11-04", "2020-01-05"), ProjectValidated("2019-12-02")).On("2019-12-10");

    [Fact]
    public void Once_the_project_is_validated_the_negotiation_opens_on_that_day_or_later()
    {
        Validated.When(new OpenNegotiation()).Then(new AciNegotiationOpened { EffectiveDate = Day("2019-12-10") });
        Validated.When(new OpenNegotiation { EffectiveDate = Day("2019-12-02") }).Then(new AciNegotiationOpened { EffectiveDate = Day("2019-12-02") });
        Validated.When(new OpenNegotiation { EffectiveDate = Day("2019-12-01") }).ThenRefused(new OutOfOrder(Day("2019-12-01"), Day("2019-12-02")));
    }

    [Fact]
    public void Before_the_validation_and_after_a_withdrawal_the_phase_is_wrong()
    {
        var on = Day("2019-11-10");
        Given(Registered("2019-11-04")).On("2019-11-10").When(new OpenNegotiation()).ThenRefused(new WrongPhase(PhaseName.Intention, on));
        Given(Registered("2019-11-04"), LetterAccepted("2019-11-04")).On("2019-11-10").When(new OpenNegotiation()).ThenRefused(new WrongPhase(PhaseName.Project, on));
        Given(Registered("2019-11-04"), LetterAccepted("2019-11-04"), ProjectSubmitted("2019-11-04", "2020-01-05")).On("2019-11-10").When(new OpenNegotiation()).ThenRefused(new WrongPhase(PhaseName.Submitted, on));
        Validated.By(Martin, GaveUp("2019-12-03")).When(new OpenNegotiation()).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2019-12-10")));
    }

    [Fact]
    public void Opened_twice_it_is_open_and_on_another_day_the_phase_is_wrong()
    {
        var open = Validated.After(new OpenNegotiation());
        open.When(new OpenNegotiation()).ThenNothing();
        open.When(new OpenNegotiation { EffectiveDate = Day("2019-12-10") }).ThenNothing();
        open.When(new OpenNegotiation { EffectiveDate = Day("2019-12-09") }).ThenRefused(new WrongPhase(PhaseName.Negotiating, Day("2019-12-09")));
        AciScene.Contracted().When(new OpenNegotiation()).ThenNothing();
    }

    [Fact]
    public void Not_in_the_future() => Validated.When(new OpenNegotiation { EffectiveDate = Day("2019-12-11") }).ThenInvalidAt("/effectiveDate");

    [Fact]
    public void Withdrawing_from_the_negotiation_releases_what_is_not_certified_and_ends_it()
    {
        var scene = Given(Registered("2019-11-04"), LetterAccepted("2019-11-04"), Granted("2019-11-05", 100), ProjectSubmitted("2019-11-06", "2020-01-07"), ProjectValidated("2019-12-02"), new AciNegotiationOpened { EffectiveDate = Day("2019-12-02") })
            .Agreed("2019-12-10");
        var withdrawn = scene.On("2020-01-02").When(new WithdrawCpts(Sealed("abandon")));
        withdrawn.Then(GaveUp("2020-01-02"), Cancelled("2020-01-02", (1, 100)));
        scene.On("2020-01-02").After(new WithdrawCpts(Sealed("abandon"))).When(new SignContract(Day("2020-01-02"), null)).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2020-01-02")));
    }
}
