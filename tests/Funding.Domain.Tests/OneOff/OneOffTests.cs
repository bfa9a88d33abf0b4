using Funding.Domain.Views;

namespace Funding.Domain.Tests;

public class OneOffTests
{
    private static readonly Scene InProject = Given(Registered("2024-01-20"), LetterAccepted("2024-01-31")).WithoutEnvelopes();

    private static GrantAciOneOff Grant(params decimal[] amounts) => new("o1", 2024, amounts.Select(Euros).Total(), "Aide au démarrage", "ACI, article 4.2", Plans(amounts));

    private static AmendCommitment To(decimal amount, string on = "2024-06-03") => new("o1", Euros(amount), null, null, null) { EffectiveDate = Day(on) };

    [Fact]
    public void It_is_a_commitment_of_the_aci_with_its_legal_reference()
    {
        InProject.When(Grant(10_000, 5_000) with { EffectiveDate = Day("2024-02-10"), Reference = "DEC-1" }).Creating("commitment", "o1")
            .Then(OneOff("2024-02-10", 10_000, 5_000) with { Reference = "DEC-1" });
        var commitment = InProject.After(Grant(10_000, 5_000)).Commitment("o1");
        (commitment.Ref.Source, commitment.Committed, commitment.Purpose, commitment.Convention).ShouldBe((FundingSource.Aci, Euros(15_000), "Aide au démarrage", null));
        CptsDecider.EnvelopesOf(Grant(100), InProject.State()).ShouldBeEmpty();
        Entries.Of(OneOff("2024-02-10", 10_000)).ShouldBe([new Entry(commitment.Ref, 1, EntryKind.Committed, Euros(10_000), Day("2024-02-10"))]);
    }

    [Fact]
    public void The_same_one_again_changes_nothing_and_another_under_its_id_is_refused()
    {
        var scene = InProject.After(Grant(100));
        scene.When(Grant(100)).ThenNothing();
        scene.When(Grant(100) with { LegalReference = "ACI, article 5" }).ThenRefused(new AlreadyExists("o1"));
        scene.When(Grant(100) with { Id = null }).Creating("commitment", "fresh");
    }

    [Fact]
    public void From_the_acceptance_of_the_letter_on_as_long_as_the_dossier_is_open()
    {
        InProject.When(Grant(100) with { EffectiveDate = Day("2024-01-30") }).ThenRefused(new WrongPhase(PhaseName.Intention, Day("2024-01-30")));
        InProject.When(Grant(100) with { EffectiveDate = Day("2024-01-31") }).Then(OneOff("2024-01-31", 100));
        InProject.By(Martin, ProjectSubmitted("2024-03-04", "2024-05-05"), ProjectValidated("2024-04-01")).When(Grant(100)).Then(OneOff("2024-06-03", 100));
        InProject.By(Martin, GaveUp("2024-05-01")).When(Grant(100)).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-06-03")));
    }

    [Fact]
    public void It_is_no_subsidy_and_needs_no_convention()
    {
        InProject.When(Grant(100_000)).Then(OneOff("2024-06-03", 100_000));
        var scene = InProject.After(Grant(100_000));
        scene.When(new AwardTransformationGrant("t1", 2024, Euros(23_000), "Diagnostic", CostCategory.Coordination, null, null, Plans(23_000))).Then(Transformed("2024-06-03", 23_000));
        scene.After(To(200_000)).Commitment("o1").Committed.ShouldBe(Euros(200_000));
    }

    [Fact]
    public void It_rests_on_a_text()
        => InProject.When(Grant(100) with { LegalReference = " ", Purpose = "", BudgetYear = 2011 }).ThenInvalidAt("/legalReference", "/purpose", "/budgetYear");

    [Fact]
    public void An_increase_is_judged_by_its_phase()
    {
        var scene = InProject.After(Grant(100) with { EffectiveDate = Day("2024-02-10") });
        scene.When(To(200, "2024-01-25")).ThenRefused(new WrongPhase(PhaseName.Intention, Day("2024-01-25")));
        scene.When(To(200, "2024-02-09")).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));
        scene.By(Martin, GaveUp("2024-05-01")).When(To(200)).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-06-03")));
        scene.By(Martin, Certified(60)).When(To(59.99m)).ThenRefused(new BelowCertified(Euros(59.99m), Euros(60)));
    }

    [Fact]
    public void Who_granted_it_does_not_pay_it()
    {
        var scene = InProject.After(Grant(100)).By(Petit, Certified(60));
        scene.As(Martin).When(new Pay("o1", 1, Euros(60), "P1")).ThenRefused(new FourEyes());
        scene.As(Leroy).After(new Pay("o1", 1, Euros(60), "P1")).Commitment("o1").Paid.ShouldBe(Euros(60));
    }

    private static ServiceCertified Certified(decimal amount) => new(new("o1", FundingSource.Aci, 2024, "84", "69"), "c1", 1, Euros(amount)) { EffectiveDate = Day("2024-06-03") };
}
