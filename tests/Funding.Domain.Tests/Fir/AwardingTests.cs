using Funding.Domain.Envelopes;

namespace Funding.Domain.Tests;

public class AwardingTests
{
    private static readonly Scene InProject = Given(Registered("2024-01-20"), LetterAccepted("2024-01-31"));

    private static AwardFirGrant Award(params decimal[] amounts) => new("g1", 2024, amounts.Select(Euros).Total(), "Diagnostic", null, null, Plans(amounts));

    private static AwardFirGrant WithConvention(AwardFirGrant command) => command with { ConventionReference = "CONV-1", ConventionSignedOn = Day("2024-02-01") };

    [Fact]
    public void A_grant_is_a_commitment_with_numbered_instalments()
        => InProject.When(Award(10_000, 5_000, 3_000) with { EffectiveDate = Day("2024-02-10"), Reference = "DEC-1" }).Creating("commitment", "g1").Then(
            Granted("2024-02-10", 10_000, 5_000, 3_000) with { Reference = "DEC-1" });

    [Fact]
    public void Kinds_given_are_kept_and_those_omitted_follow_the_place()
    {
        var plans = Sequence.Create<InstalmentPlan>([new(Day("2024-03-01"), Euros(1), InstalmentKind.Advance), new(Day("2024-04-01"), Euros(2)), new(Day("2024-05-01"), Euros(3))]);
        InProject.When(Award(6) with { Instalments = plans }).Then(Granted("2024-06-03", instalments: [
            new(1, InstalmentKind.Advance, Day("2024-03-01"), Euros(1)), new(2, InstalmentKind.Partial, Day("2024-04-01"), Euros(2)), new(3, InstalmentKind.Balance, Day("2024-05-01"), Euros(3))]));
    }

    [Fact]
    public void Without_an_id_it_gets_a_fresh_one() => InProject.When(Award(100) with { Id = null }).Creating("commitment", "fresh").Then(Granted("2024-06-03", "fresh", instalments: Planned(100)));

    [Fact]
    public void The_same_grant_again_changes_nothing_even_amended_cancelled_or_after_the_phase()
    {
        var asked = Award(100) with { EffectiveDate = Day("2024-02-10") };
        var scene = InProject.By(Martin, Granted("2024-02-10", 100));
        scene.When(asked).ThenNothing();
        scene.When(asked with { EffectiveDate = null }).ThenNothing();
        scene.By(Martin, Cancelled("2024-02-11", (1, 100)), GaveUp("2024-03-01")).When(asked).ThenNothing();
    }

    [Fact]
    public void The_same_id_with_other_content_is_refused_before_any_rule_of_phase()
    {
        var scene = InProject.By(Martin, Granted("2024-02-10", 100), GaveUp("2024-03-01"));
        scene.When(Award(100) with { Purpose = "autre" }).ThenRefused(new AlreadyExists("g1"));
        scene.When(Award(100) with { EffectiveDate = Day("2024-02-11") }).ThenRefused(new AlreadyExists("g1"));
        scene.When(Award(100) with { Comment = Sealed("autre") }).ThenRefused(new AlreadyExists("g1"));
    }

    [Fact]
    public void From_the_acceptance_of_the_letter_on()
    {
        InProject.When(Award(100) with { EffectiveDate = Day("2024-01-30") }).ThenRefused(new WrongPhase(PhaseName.Intention, Day("2024-01-30")));
        InProject.When(Award(100) with { EffectiveDate = Day("2024-01-31") }).Then(Granted("2024-01-31", 100));
        Given(Registered()).When(Award(100)).ThenRefused(new WrongPhase(PhaseName.Intention, Day("2024-06-03")));
        InProject.When(Award(100) with { EffectiveDate = Day("2024-01-19") }).ThenRefused(new WrongPhase(null, Day("2024-01-19")));
    }

    [Fact]
    public void Up_to_but_not_including_the_validation_explicit_or_deemed()
    {
        var submitted = InProject.By(Martin, ProjectSubmitted("2024-03-04", "2024-05-05"));
        submitted.When(Award(100) with { EffectiveDate = Day("2024-03-04") }).Then(Granted("2024-03-04", 100));
        foreach (var scene in new[] { submitted.By(PersonId.System, ProjectDeemedValidated("2024-05-05")), submitted.By(Martin, ProjectValidated("2024-05-05")) })
        {
            scene.When(Award(100) with { EffectiveDate = Day("2024-05-04") }).Then(Granted("2024-05-04", 100));
            scene.When(Award(100) with { EffectiveDate = Day("2024-05-05") }).ThenRefused(new WrongPhase(PhaseName.Validated, Day("2024-05-05")));
        }
    }

    [Fact]
    public void Instalments_sum_to_the_amount_to_the_cent()
    {
        InProject.When(Award(30_000, 15_000) with { Amount = Euros(45_000.01m) }).ThenInvalidAt("/instalments");
        InProject.When(Award(100) with { Instalments = [] }).ThenInvalidAt("/instalments");
        InProject.When(Award(100) with { Instalments = Plans(110, -10) }).ThenInvalidAt("/instalments/1/amount");
        InProject.When(Award(100) with { Instalments = Plans(100, 0) }).ThenInvalidAt("/instalments/1/amount");
        InProject.When(Award(0) with { Purpose = " " }).ThenInvalidAt("/amount", "/instalments/0/amount", "/purpose");
    }

    [Fact]
    public void Sums_beyond_any_number_are_faults_not_exceptions()
    {
        var most = new Money(Money.MaxCents);
        InProject.When(Award(100) with { Instalments = Enumerable.Repeat(new InstalmentPlan(Day("2024-12-01"), most), 10_000).ToSequence() }).ThenInvalidAt("/instalments");
        InProject.When(Award(100) with { Amount = new(long.MaxValue), Instalments = [new(Day("2024-12-01"), new(long.MaxValue)), new(Day("2024-12-01"), new(1))] }).ThenInvalidAt("/amount", "/instalments/0/amount", "/instalments");
        InProject.When(WithConvention(Award(100) with { Amount = most, Instalments = [new(Day("9999-12-31"), most)] })).ThenRefused(new EnvelopeExceeded(most, Euros(1_000_000)));
    }

    [Theory]
    [InlineData(2011)]
    [InlineData(2026)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_budget_year_out_of_reach_is_a_fault(int year) => InProject.When(Award(100) with { BudgetYear = year }).ThenInvalidAt("/budgetYear");

    [Fact]
    public void The_envelope_must_be_notified()
    {
        InProject.WithoutEnvelopes().When(Award(100)).ThenRefused(new EnvelopeMissing("84", 2024));
        InProject.With(new FirEnvelope("84", 2024)).When(Award(100)).ThenRefused(new EnvelopeMissing("84", 2024));
        InProject.When(Award(100) with { BudgetYear = 2023 }).ThenRefused(new EnvelopeMissing("84", 2023));
    }

    [Fact]
    public void The_envelope_takes_acts_of_its_year_and_until_31_January_after()
    {
        var scene = InProject.On("2025-06-01").With(Envelope(2023, 500)).With(Envelope(2025, 500));
        scene.When(Award(100) with { EffectiveDate = Day("2025-01-31") }).Then(Granted("2025-01-31", 100));
        scene.When(Award(100) with { EffectiveDate = Day("2025-02-01") }).ThenRefused(new EnvelopeClosed(2024, Day("2024-01-01"), Day("2025-01-31")));
        scene.When(Award(100) with { EffectiveDate = Day("2024-12-31"), BudgetYear = 2025 }).ThenRefused(new EnvelopeClosed(2025, Day("2025-01-01"), Day("2026-01-31")));
        scene.When(Award(100) with { EffectiveDate = Day("2024-01-31"), BudgetYear = 2023 }).Then(Granted("2024-01-31", "g1", 2023, null, Planned(100)));
    }

    [Fact]
    public void The_envelope_pays_to_its_last_cent_and_no_further()
    {
        var scene = InProject.With(Envelope(2024, 1_000)).By(Martin, Granted("2024-02-01", "g0", 2024, null, Planned(400)));
        scene.When(Award(600)).Then(Granted("2024-06-03", 600));
        scene.When(Award(600.01m)).ThenRefused(new EnvelopeExceeded(Euros(600.01m), Euros(600)));
    }

    [Fact]
    public void Above_23_000_euros_a_year_a_convention_is_named()
    {
        InProject.When(Award(23_000)).Then(Granted("2024-06-03", 23_000));
        InProject.When(Award(23_000.01m)).ThenRefused(new ConventionRequired(Euros(23_000.01m), Euros(23_000)));
        InProject.When(WithConvention(Award(23_000.01m))).Then(Granted("2024-06-03", "g1", 2024, new Convention("CONV-1", Day("2024-02-01")), Planned(23_000.01m)));
    }

    [Fact]
    public void The_threshold_counts_the_grants_of_the_same_budget_year_together()
    {
        var scene = InProject.By(Martin, Granted("2024-02-01", "g0", 2024, null, Planned(22_999.99m)));
        scene.When(Award(0.01m)).Then(Granted("2024-06-03", 0.01m));
        scene.When(Award(0.02m)).ThenRefused(new ConventionRequired(Euros(23_000.01m), Euros(23_000)));
        scene.By(Martin, new CommitmentCancelled(Fir("g0"), [new(1, Euros(22_999.99m))]) { EffectiveDate = Day("2024-02-02") }).When(Award(23_000)).Then(Granted("2024-06-03", 23_000));
        scene.On("2025-01-10").With(Envelope(2025, 50_000)).When(Award(23_000) with { BudgetYear = 2025 }).Then(Granted("2025-01-10", "g1", 2025, null, Planned(23_000)));
    }

    [Fact]
    public void A_convention_has_a_number_and_a_day_that_is_past()
    {
        InProject.When(Award(1) with { ConventionReference = "CONV-1" }).ThenInvalidAt("/conventionSignedOn");
        InProject.When(Award(1) with { ConventionSignedOn = Day("2024-02-01") }).ThenInvalidAt("/conventionReference");
        InProject.When(Award(1) with { ConventionReference = "CONV-1", ConventionSignedOn = Day("2024-06-04") }).ThenInvalidAt("/conventionSignedOn");
        InProject.When(Award(50_000) with { ConventionReference = " ", ConventionSignedOn = Day("2024-02-01") }).ThenInvalidAt("/conventionReference");
    }

    [Fact]
    public void Refusals_come_in_the_order_of_the_rules()
    {
        var badly = Award(2_000_000) with { EffectiveDate = Day("2024-01-25") };
        InProject.WithoutEnvelopes().When(badly with { Purpose = "" }).ThenInvalidAt("/purpose");
        InProject.WithoutEnvelopes().When(badly).ThenRefused(new WrongPhase(PhaseName.Intention, Day("2024-01-25")));
        InProject.WithoutEnvelopes().When(badly with { EffectiveDate = null }).ThenRefused(new EnvelopeMissing("84", 2024));
        InProject.On("2025-03-01").When(badly with { EffectiveDate = null }).ThenRefused(new EnvelopeClosed(2024, Day("2024-01-01"), Day("2025-01-31")));
        InProject.When(badly with { EffectiveDate = null }).ThenRefused(new EnvelopeExceeded(Euros(2_000_000), Euros(1_000_000)));
        InProject.When(Award(900_000)).ThenRefused(new ConventionRequired(Euros(900_000), Euros(23_000)));
    }

    [Fact]
    public void The_department_is_the_one_of_the_day()
        => InProject.By(Martin, new TerritoryChanged(new Territory("01", [], 65_000)) { EffectiveDate = Day("2024-03-01") })
            .When(Award(100) with { EffectiveDate = Day("2024-02-29") }).Then(Granted("2024-02-29", 100));
}
