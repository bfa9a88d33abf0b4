namespace Funding.Domain.Tests;

/// <summary>R15: each party approves the last round, for itself.</summary>
public class ApprovingTests
{
    private static Scene Proposed => AciScene.Negotiating().On("2019-12-10").After(new ProposeTerms(Party.Cpam, AciScene.Terms())).On("2019-12-12");

    [Fact]
    public void A_party_approves_once()
    {
        var approve = new ApproveTerms(1, Party.Ars);
        Proposed.When(approve).Then(new AciTermsApproved(1, Party.Ars) { EffectiveDate = Day("2019-12-12") });
        var approved = Proposed.After(approve);
        approved.When(approve).ThenNothing();
        approved.On("2019-12-13").When(approve).ThenNothing();
        approved.When(approve with { EffectiveDate = Day("2019-12-11") }).ThenRefused(new AlreadyExists("1/Ars"));
        approved.When(new ApproveTerms(1, Party.Cpts)).Then(new AciTermsApproved(1, Party.Cpts) { EffectiveDate = Day("2019-12-12") });
    }

    [Fact]
    public void Proposing_is_not_approving() => Proposed.When(new SignContract(Day("2020-01-01"), null)).ThenRefused(new NotApproved([Party.Cpts, Party.Cpam, Party.Ars]));

    [Fact]
    public void Only_the_last_round_and_one_that_is_there()
    {
        var two = Proposed.After(new ProposeTerms(Party.Ars, AciScene.Terms(access: 1)));
        two.When(new ApproveTerms(1, Party.Ars)).ThenInvalidAt("/round");
        two.When(new ApproveTerms(2, null)).ThenInvalidAt("/by");
        two.When(new ApproveTerms(3, Party.Ars)).ThenRefused(new NotFound());
        two.When(new ApproveTerms(0, Party.Ars)).ThenRefused(new NotFound());
        AciScene.Contracted().When(new ApproveTerms(1, Party.Ars)).ThenNothing();
    }

    [Fact]
    public void An_approval_of_a_round_since_superseded_is_still_the_same_approval()
    {
        var two = Proposed.After(new ApproveTerms(1, Party.Ars)).After(new ProposeTerms(Party.Ars, AciScene.Terms(access: 1)));
        two.When(new ApproveTerms(1, Party.Ars)).ThenNothing();
        two.When(new ApproveTerms(1, Party.Cpam)).ThenInvalidAt("/round");
    }

    [Fact]
    public void Not_before_the_proposal_and_not_in_a_phase_without_negotiation()
    {
        Proposed.When(new ApproveTerms(1, Party.Ars) { EffectiveDate = Day("2019-12-09") }).ThenRefused(new OutOfOrder(Day("2019-12-09"), Day("2019-12-10")));
        Proposed.When(new ApproveTerms(1, Party.Ars) { EffectiveDate = Day("2019-12-01") }).ThenRefused(new WrongPhase(PhaseName.Submitted, Day("2019-12-01")));
        Proposed.By(Martin, GaveUp("2019-12-11")).When(new ApproveTerms(1, Party.Ars)).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2019-12-12")));
    }

    [Fact]
    public void A_late_opposition_during_the_negotiation_annuls_it_and_its_rounds_can_no_longer_be_signed()
    {
        var scene = Given(Registered("2019-11-04"), LetterAccepted("2019-11-04"), ProjectSubmitted("2019-11-04", "2020-01-05"))
            .Until("2020-01-05").After(new OpenNegotiation()).Agreed("2020-01-06").On("2020-01-10");
        scene.When(new OpposeHealthProject(OppositionGround.Territory)).ThenRefused(new DeadlinePassed(Day("2020-01-05")));
        var opposed = scene.After(new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = Day("2020-01-04") });
        opposed.Dossier().Phase.ShouldBe(new InProject(Day("2020-01-04")));
        opposed.When(new SignContract(Day("2020-01-10"), null)).ThenRefused(new WrongPhase(PhaseName.Project, Day("2020-01-10")));

        var again = opposed.After(new SubmitHealthProject()).After(new ValidateHealthProject()).After(new OpenNegotiation());
        again.When(new SignContract(Day("2020-01-10"), null)).ThenRefused(new NotApproved([Party.Cpts, Party.Cpam, Party.Ars]));
        again.When(new ProposeTerms(Party.Cpam, AciScene.Terms())).Creating("proposal", "2");
        again.Agreed("2020-01-11").When(new SignContract(Day("2020-01-11"), null)).Creating("contract", "1");
    }

    [Fact]
    public void Once_a_contract_is_signed_an_opposition_comes_too_late()
    {
        var signed = Given(Registered("2019-11-04"), LetterAccepted("2019-11-04"), ProjectSubmitted("2019-11-04", "2020-01-05"))
            .Until("2020-01-05").After(new OpenNegotiation()).Agreed("2020-01-06").After(new SignContract(Day("2020-01-06"), null)).On("2020-01-10");
        signed.When(new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = Day("2020-01-04") }).ThenRefused(new WrongPhase(PhaseName.Contracted, Day("2020-01-04")));
        signed.When(new OpposeHealthProject(OppositionGround.Territory)).ThenRefused(new DeadlinePassed(Day("2020-01-05")));
        signed.When(new ValidateHealthProject { EffectiveDate = Day("2020-01-04") }).ThenNothing();
    }
}
