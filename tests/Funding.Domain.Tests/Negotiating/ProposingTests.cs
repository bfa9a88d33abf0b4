using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R15: a proposal is a numbered round with full terms.</summary>
public class ProposingTests
{
    private static readonly ProposeTerms Proposal = new(Party.Cpam, AciScene.Terms());

    private static Scene Negotiating => AciScene.Negotiating().On("2019-12-10");

    [Fact]
    public void A_round_has_a_number_and_what_the_tariff_said_that_day()
        => Negotiating.When(Proposal).Creating("proposal", "1").Then(
            new AciTermsProposed(1, Party.Cpam, AciScene.Terms(), TariffOf2022.Known.BasisFor(65_000)) { EffectiveDate = Day("2019-12-10") });

    [Fact]
    public void Rounds_are_numbered_on_through_contracts()
    {
        Negotiating.After(Proposal).When(new ProposeTerms(Party.Ars, AciScene.Terms())).Creating("proposal", "2");
        AciScene.Contracted().When(Proposal).Creating("proposal", "2");
    }

    [Fact]
    public void The_same_proposal_again_is_nothing_and_another_one_is_a_round()
    {
        var proposed = Negotiating.After(Proposal);
        proposed.When(Proposal).ThenNothing();
        proposed.When(Proposal with { EffectiveDate = Day("2019-12-10") }).ThenNothing();
        proposed.When(Proposal with { Terms = AciScene.Terms(access: 39_999) }).Creating("proposal", "2");
        proposed.When(Proposal with { Reference = "P" }).Creating("proposal", "2");
        proposed.After(new ProposeTerms(Party.Ars, AciScene.Terms())).When(Proposal).Creating("proposal", "3");
        AciScene.Contracted().When(Proposal).Creating("proposal", "2");
    }

    [Fact]
    public void A_new_round_voids_the_approvals_of_those_before()
    {
        var scene = AciScene.Negotiating().Agreed("2019-12-10").On("2019-12-11").After(Proposal with { Terms = AciScene.Terms(access: 1) });
        scene.When(new SignContract(Day("2019-12-11"), null)).ThenRefused(new NotApproved([Party.Cpts, Party.Cpam, Party.Ars]));
    }

    [Fact]
    public void Rounds_follow_each_other_in_time()
    {
        var proposed = Negotiating.After(Proposal);
        proposed.When(Proposal with { Terms = AciScene.Terms(access: 1), EffectiveDate = Day("2019-12-09") }).ThenRefused(new OutOfOrder(Day("2019-12-09"), Day("2019-12-10")));
    }

    [Fact]
    public void In_contracted_and_ended_proposals_go_on_but_not_in_suspension_nor_before_the_negotiation()
    {
        AciScene.Contracted().When(Proposal).Creating("proposal", "2");
        AciScene.Contracted().Until("2025-03-01").When(Proposal).Creating("proposal", "2");
        AciScene.Contracted().Then("2020-05-01", new SuspendContract(1, Sealed("x"))).When(Proposal).ThenRefused(new WrongPhase(PhaseName.Suspended, Day("2020-05-01")));
        AciScene.Contracted().Then("2020-05-01", new SuspendContract(1, Sealed("x"))).When(Proposal with { EffectiveDate = Day("2020-04-30") }).Creating("proposal", "2");
        Negotiating.When(Proposal with { EffectiveDate = Day("2019-12-01") }).ThenRefused(new WrongPhase(PhaseName.Submitted, Day("2019-12-01")));
    }

    [Fact]
    public void The_phase_is_judged_before_the_tariff_and_a_malformed_proposal_before_the_phase()
    {
        Negotiating.When(Proposal with { Terms = AciScene.Terms(functioning: 60_001), EffectiveDate = Day("2019-12-01") }).ThenRefused(new WrongPhase(PhaseName.Submitted, Day("2019-12-01")));
        Negotiating.When(new ProposeTerms(null, new Terms("nulle-part", Euros(-1), [new(Mission.Access, Euros(-1), new(Money.MaxCents + 1)), new(Mission.Access, Euros(1), Euros(1))])) { EffectiveDate = Day("2020-01-01") })
            .ThenInvalidAt("/effectiveDate", "/by", "/terms/tariff", "/terms/functioning", "/terms/missions/0/fixed", "/terms/missions/0/variable", "/terms/missions/1/mission");
    }

    [Fact]
    public void Only_missions_that_the_tariff_knows()
        => Negotiating.When(Proposal with { Terms = new(TariffOf2022.Id, Euros(1), [new(Mission.Quality, Euros(1), Euros(1))]) }).ThenInvalidAt("/terms/missions/0/mission");
}
