using Funding.Domain.Views;

namespace Funding.Domain.Tests;

public class TransformationTests
{
    private static readonly Scene InProject = Given(Registered("2024-01-20"), LetterAccepted("2024-01-31")).WithoutEnvelopes();

    private static AwardTransformationGrant Award(params decimal[] amounts) => new("t1", 2024, amounts.Select(Euros).Total(), "Diagnostic", CostCategory.Coordination, null, null, Plans(amounts));

    private static AwardTransformationGrant WithConvention(AwardTransformationGrant command) => command with { ConventionReference = "CONV-1", ConventionSignedOn = Day("2024-02-01") };

    private static AmendCommitment To(decimal amount, string on = "2024-06-03") => new("t1", Euros(amount), null, null, null) { EffectiveDate = Day(on) };

    [Fact]
    public void A_grant_is_a_commitment_of_its_own_source_and_draws_on_no_envelope()
    {
        InProject.When(Award(10_000, 5_000) with { EffectiveDate = Day("2024-02-10"), Reference = "DEC-1" }).Creating("commitment", "t1")
            .Then(Transformed("2024-02-10", 10_000, 5_000) with { Reference = "DEC-1" });
        var commitment = InProject.After(Award(10_000, 5_000)).Commitment("t1");
        (commitment.Ref.Source, commitment.Committed, commitment.Instalments.Count).ShouldBe((FundingSource.Transformation, Euros(15_000), 2));
        CptsDecider.EnvelopesOf(Award(100), InProject.State()).ShouldBeEmpty();
        CptsDecider.EnvelopesOf(To(1), InProject.After(Award(100)).State()).ShouldBeEmpty();
    }

    [Fact]
    public void Its_money_is_committed_instalment_by_instalment()
        => Entries.Of(Transformed("2024-02-10", 10_000, 5_000)).Select(entry => (entry.Commitment.Source, entry.Instalment, entry.Kind, entry.Amount)).ShouldBe([
            (FundingSource.Transformation, 1, EntryKind.Committed, Euros(10_000)), (FundingSource.Transformation, 2, EntryKind.Committed, Euros(5_000))]);

    [Fact]
    public void Without_an_id_it_is_always_a_new_one()
        => InProject.When(Award(100) with { Id = null }).Creating("commitment", "fresh").Then(Transformed("2024-06-03", "fresh", instalments: Planned(100)));

    [Fact]
    public void The_same_one_again_changes_nothing_and_another_under_its_id_is_refused()
    {
        var scene = InProject.After(Award(100));
        scene.When(Award(100)).ThenNothing();
        scene.When(Award(100) with { CostCategory = CostCategory.Premises }).ThenRefused(new AlreadyExists("t1"));
        scene.By(Martin, ProjectSubmitted("2024-03-04", "2024-05-05"), GaveUp("2024-05-01")).When(Award(100)).ThenNothing();
        scene.When(new AwardFirGrant("t1", 2024, Euros(100), "Diagnostic", null, null, Plans(100))).ThenRefused(new AlreadyExists("t1"));
    }

    [Fact]
    public void From_the_acceptance_of_the_letter_on()
    {
        InProject.When(Award(100) with { EffectiveDate = Day("2024-01-31") }).Then(Transformed("2024-01-31", 100));
        InProject.When(Award(100) with { EffectiveDate = Day("2024-01-30") }).ThenRefused(new WrongPhase(PhaseName.Intention, Day("2024-01-30")));
        InProject.When(Award(100) with { EffectiveDate = Day("2024-01-19") }).ThenRefused(new WrongPhase(null, Day("2024-01-19")));
    }

    [Fact]
    public void Through_the_validation_and_after_it_as_long_as_the_dossier_is_open()
    {
        var submitted = InProject.By(Martin, ProjectSubmitted("2024-03-04", "2024-05-05"));
        submitted.When(Award(100)).Then(Transformed("2024-06-03", 100));
        submitted.By(PersonId.System, ProjectDeemedValidated("2024-05-05")).When(Award(100)).Then(Transformed("2024-06-03", 100));
        var gone = InProject.By(Martin, GaveUp("2024-05-01"));
        gone.When(Award(100)).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-06-03")));
        gone.When(Award(100) with { EffectiveDate = Day("2024-04-30") }).Then(Transformed("2024-04-30", 100));
        Given(Registered(), LetterDeclined()).When(Award(100)).ThenRefused(new WrongPhase(PhaseName.Refused, Day("2024-06-03")));
    }

    [Fact]
    public void Until_24_months_after_the_start_of_the_first_contract_that_day_included()
    {
        TransformationWindow.Refusal(null, Day("2099-12-31"), RuleSettings.Default).ShouldBeNull();
        TransformationWindow.Refusal(Day("2024-07-15"), Day("2026-07-15"), RuleSettings.Default).ShouldBeNull();
        TransformationWindow.Refusal(Day("2024-07-15"), Day("2026-07-16"), RuleSettings.Default).ShouldBe(new TransformationWindowClosed(Day("2026-07-15")));
        TransformationWindow.Refusal(Day("2024-02-29"), Day("2026-03-01"), RuleSettings.Default).ShouldBe(new TransformationWindowClosed(Day("2026-02-28")));
        TransformationWindow.Refusal(Day("2024-07-15"), Day("2024-08-16"), RuleSettings.Default with { TransformationMonths = 1 }).ShouldBe(new TransformationWindowClosed(Day("2024-08-15")));
    }

    [Fact]
    public void The_threshold_of_a_convention_counts_it_together_with_fir()
    {
        var both = InProject.With(Scene.Envelope(2024, 50_000)).By(Martin, Granted("2024-02-10", 13_000));
        both.When(Award(10_000)).Then(Transformed("2024-06-03", 10_000));
        both.When(Award(10_000.01m)).ThenRefused(new ConventionRequired(Euros(23_000.01m), Euros(23_000)));
        both.When(WithConvention(Award(10_000.01m))).Then(Transformed("2024-06-03", convention: new Convention("CONV-1", Day("2024-02-01")), instalments: Planned(10_000.01m)));
        both.After(Award(10_000)).When(new AwardFirGrant("g2", 2024, Euros(0.01m), "Diagnostic", null, null, Plans(0.01m))).ThenRefused(new ConventionRequired(Euros(23_000.01m), Euros(23_000)));
        both.When(Award(23_000) with { BudgetYear = 2025 }).Then(Transformed("2024-06-03", "t1", 2025, instalments: Planned(23_000)));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        InProject.When(Award(100) with { BudgetYear = 2026, Purpose = " ", ConventionReference = "CONV-1", Instalments = Plans(99) }).ThenInvalidAt("/budgetYear", "/purpose", "/conventionSignedOn", "/instalments");
        InProject.When(Award(0)).ThenInvalidAt("/amount", "/instalments/0/amount");
    }

    [Theory]
    [InlineData("aci-1-y1-functioning")]
    [InlineData("aci-12-y5-access-variable")]
    public void No_grant_takes_the_id_of_a_line_of_a_contract(string id)
    {
        InProject.When(Award(100) with { Id = id }).ThenInvalidAt("/id");
        InProject.When(new GrantAciOneOff(id, 2024, Euros(100), "Crise", "ACI", Plans(100))).ThenInvalidAt("/id");
        InProject.When(new AwardFirGrant(id, 2024, Euros(100), "Diagnostic", null, null, Plans(100))).ThenInvalidAt("/id");
    }

    [Theory]
    [InlineData("aci-1")]
    [InlineData("aci-a-y1-functioning")]
    [InlineData("aci-1-y1")]
    [InlineData("ACI-1-y1-functioning")]
    public void An_id_that_is_only_near_one_is_free(string id) => InProject.When(Award(100) with { Id = id }).Then(Transformed("2024-06-03", id, instalments: Planned(100)));

    [Fact]
    public void An_increase_is_judged_like_a_grant()
    {
        var scene = InProject.By(Martin, Transformed("2024-02-10", 100));
        scene.When(To(23_000.01m)).ThenRefused(new ConventionRequired(Euros(23_000.01m), Euros(23_000)));
        scene.When(To(200, "2024-01-25")).ThenRefused(new WrongPhase(PhaseName.Intention, Day("2024-01-25")));
        scene.When(To(200, "2024-02-09")).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));
        scene.By(Martin, GaveUp("2024-05-01")).When(To(200)).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-06-03")));
        var validated = scene.By(Martin, ProjectSubmitted("2024-03-04", "2024-05-05"), ProjectValidated("2024-04-01"));
        validated.After(To(200)).Commitment("t1").Committed.ShouldBe(Euros(200));
    }

    [Fact]
    public void It_is_certified_paid_cancelled_and_never_barred()
    {
        var scene = InProject.By(Martin, Transformed("2024-02-10", 1_000)).On("2030-06-03").After(new Certify("t1", "c1", 1, Euros(400)));
        scene.When(new Pay("t1", 1, Euros(400), "P1")).ThenRefused(new FourEyes());
        scene.As(Leroy).After(new Pay("t1", 1, Euros(400), "P1")).Commitment("t1").Outstanding.ShouldBe(Euros(600));
        scene.After(new CancelCommitment("t1")).Commitment("t1").Committed.ShouldBe(Euros(400));
        scene.DueOn("2040-01-01").ShouldBeEmpty();
        scene.Commitment("t1").BarredFrom(RuleSettings.Default).ShouldBeNull();
    }

    [Fact]
    public void Giving_up_releases_it()
        => InProject.By(Martin, Transformed("2024-02-10", 1_000)).After(new WithdrawCpts(Sealed("abandon"))).Commitment("t1").Committed.ShouldBe(Money.Zero);
}
