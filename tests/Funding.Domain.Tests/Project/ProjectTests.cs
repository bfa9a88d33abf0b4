namespace Funding.Domain.Tests;

public class ProjectTests
{
    private static readonly Scene InProject = Given(Registered("2023-01-01"), LetterAccepted("2023-01-02")).On("2024-12-31");

    private static readonly Scene Deposited = InProject.By(Martin, ProjectSubmitted("2024-01-15", "2024-03-16"));

    private static readonly Scene Deemed = Deposited.By(PersonId.System, ProjectDeemedValidated("2024-03-16"));

    [Theory]
    [InlineData("2024-01-15", "2024-03-16")]
    [InlineData("2024-06-30", "2024-08-31")]
    [InlineData("2023-12-30", "2024-03-01")] // the last day of a leap February
    [InlineData("2023-12-29", "2024-03-01")]
    [InlineData("2024-12-30", "2025-03-01")]
    [InlineData("2024-12-31", "2025-03-01")]
    [InlineData("2024-12-28", "2025-03-01")]
    [InlineData("2024-07-31", "2024-10-01")]
    [InlineData("2024-02-29", "2024-04-30")]
    public void The_two_months_run_to_the_end_of_the_day_of_the_same_number(string deposit, string deemedOn)
        => InProject.On("2025-06-01").When(new SubmitHealthProject { EffectiveDate = Day(deposit) }).Then(ProjectSubmitted(deposit, deemedOn));

    [Fact]
    public void Submitting_again_changes_nothing_with_or_without_the_date()
    {
        foreach (var scene in new[] { Deposited, Deemed, Deposited.By(Martin, GaveUp("2024-02-01")) })
        {
            scene.When(new SubmitHealthProject { EffectiveDate = Day("2024-01-15") }).ThenNothing();
            scene.When(new SubmitHealthProject()).ThenNothing();
        }
    }

    [Fact]
    public void Submitted_only_in_project_and_after_it_opened()
    {
        Given(Registered()).When(new SubmitHealthProject()).ThenRefused(new WrongPhase(PhaseName.Intention, Day("2024-06-03")));
        Deposited.When(new SubmitHealthProject { EffectiveDate = Day("2024-01-16") }).ThenRefused(new WrongPhase(PhaseName.Submitted, Day("2024-01-16")));
        InProject.When(new SubmitHealthProject { EffectiveDate = Day("2023-01-01") }).ThenRefused(new OutOfOrder(Day("2023-01-01"), Day("2023-01-02")));
    }

    [Fact]
    public void An_opposed_project_given_up_was_not_submitted_again()
        => Deposited.By(Martin, ProjectOpposed("2024-02-01"), GaveUp("2024-02-02")).When(new SubmitHealthProject { EffectiveDate = Day("2024-01-15") })
            .ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-01-15")));

    [Fact]
    public void An_opposition_in_time_sends_the_project_back()
    {
        var scene = Deposited.After(new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = Day("2024-03-15") });
        scene.Dossier().Phase.ShouldBe(new InProject(Day("2024-03-15")));
        scene.DueOn("2024-12-31").ShouldBeEmpty();
    }

    [Fact]
    public void An_opposition_recorded_late_but_dated_in_time_annuls_the_deemed_validation()
    {
        Deemed.When(new OpposeHealthProject(OppositionGround.RegionalPlan) { EffectiveDate = Day("2024-03-15"), Reference = "OPP-1" }).Then(
            new DeemedValidationAnnulled { EffectiveDate = Day("2024-03-15") },
            ProjectOpposed("2024-03-15") with { Reference = "OPP-1" });
        var after = Deemed.After(new OpposeHealthProject(OppositionGround.RegionalPlan) { EffectiveDate = Day("2024-03-15") }).Dossier();
        after.Phases.ShouldBe([new Intention(Day("2023-01-01")), new InProject(Day("2023-01-02")), new Submitted(Day("2024-01-15"), Day("2024-03-16")), new InProject(Day("2024-03-15"))]);
    }

    [Fact]
    public void Dated_after_the_two_months_it_is_too_late_whatever_the_phase()
    {
        var late = new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = Day("2024-03-16") };
        var tooLate = new DeadlinePassed(Day("2024-03-16"));
        Deposited.When(late).ThenRefused(tooLate);
        Deemed.When(late).ThenRefused(tooLate);
        Deposited.By(Martin, ProjectValidated("2024-02-01")).When(late).ThenRefused(tooLate);
        Deposited.By(Martin, ProjectOpposed("2024-02-01")).When(late).ThenRefused(tooLate);
        Deemed.By(Martin, GaveUp("2024-04-01")).When(late).ThenRefused(tooLate);
    }

    [Fact]
    public void Nothing_to_oppose_is_a_wrong_phase()
    {
        InProject.When(new OpposeHealthProject(OppositionGround.Territory)).ThenRefused(new WrongPhase(PhaseName.Project, Day("2024-12-31")));
        Deposited.By(Martin, ProjectValidated("2024-02-01")).When(new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = Day("2024-03-15") })
            .ThenRefused(new WrongPhase(PhaseName.Validated, Day("2024-03-15")));
        Deposited.When(new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = Day("2024-01-14") }).ThenRefused(new OutOfOrder(Day("2024-01-14"), Day("2024-01-15")));
    }

    [Fact]
    public void Opposing_twice_changes_nothing_even_after_the_cpts_gave_up()
    {
        var opposed = Deemed.After(new OpposeHealthProject(OppositionGround.RegionalPlan) { EffectiveDate = Day("2024-03-15") });
        opposed.When(new OpposeHealthProject(OppositionGround.RegionalPlan)).ThenNothing();
        opposed.When(new OpposeHealthProject(OppositionGround.RegionalPlan) { EffectiveDate = Day("2024-03-15") }).ThenNothing();
        opposed.By(Martin, GaveUp("2024-04-01")).When(new OpposeHealthProject(OppositionGround.RegionalPlan) { EffectiveDate = Day("2024-03-15") }).ThenNothing();
        opposed.When(new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = Day("2024-03-15") }).ThenRefused(new WrongPhase(PhaseName.Project, Day("2024-03-15")));
    }

    [Fact]
    public void A_second_submission_has_two_months_of_its_own_and_an_opposition_of_its_own()
    {
        var again = Deposited.By(Martin, ProjectOpposed("2024-02-01")).After(new SubmitHealthProject { EffectiveDate = Day("2024-04-10") });
        again.Dossier().Phase.ShouldBe(new Submitted(Day("2024-04-10"), Day("2024-06-11")));
        again.DueOn("2024-06-11").ShouldBe([ProjectDeemedValidated("2024-06-11")]);
        again.When(new OpposeHealthProject(OppositionGround.RegionalPlan) { EffectiveDate = Day("2024-06-10") }).Then(ProjectOpposed("2024-06-10"));
        again.On("2024-05-01").When(new OpposeHealthProject(OppositionGround.RegionalPlan)).Then(ProjectOpposed("2024-05-01"));
        again.When(new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = Day("2024-02-01") }).ThenRefused(new OutOfOrder(Day("2024-02-01"), Day("2024-04-10")));
    }

    [Fact]
    public void Explicit_validation_closes_the_clock()
    {
        var scene = Deposited.After(new ValidateHealthProject { EffectiveDate = Day("2024-02-20") });
        scene.Dossier().Phase.ShouldBe(new Validated(Day("2024-02-20"), Deemed: false));
        scene.DueOn("2024-12-31").ShouldBeEmpty();
        scene.When(new ValidateHealthProject()).ThenNothing();
        scene.When(new ValidateHealthProject { EffectiveDate = Day("2024-02-21") }).ThenRefused(new WrongPhase(PhaseName.Validated, Day("2024-02-21")));
    }

    [Fact]
    public void After_the_deemed_validation_an_explicit_one_changes_nothing_even_dated_earlier()
    {
        Deemed.When(new ValidateHealthProject()).ThenNothing();
        Deemed.When(new ValidateHealthProject { EffectiveDate = Day("2024-03-01"), Reference = "VAL" }).ThenNothing();
    }

    [Fact]
    public void Nothing_to_validate_is_a_wrong_phase()
    {
        InProject.When(new ValidateHealthProject()).ThenRefused(new WrongPhase(PhaseName.Project, Day("2024-12-31")));
        Deposited.When(new ValidateHealthProject { EffectiveDate = Day("2024-01-14") }).ThenRefused(new OutOfOrder(Day("2024-01-14"), Day("2024-01-15")));
        Deposited.By(Martin, ProjectOpposed("2024-02-01")).When(new ValidateHealthProject { EffectiveDate = Day("2024-01-20") }).ThenRefused(new WrongPhase(PhaseName.Project, Day("2024-01-20")));
    }

    [Fact]
    public void Seen_from_a_day_before_the_annulled_validation_the_project_is_as_it_was_then()
    {
        var scene = Deemed.After(new OpposeHealthProject(OppositionGround.RegionalPlan) { EffectiveDate = Day("2024-03-10") });
        scene.Dossier("2024-03-09").Phase.ShouldBe(new Submitted(Day("2024-01-15"), Day("2024-03-16")));
        scene.Dossier("2024-03-10").Phase.ShouldBe(new InProject(Day("2024-03-10")));
        scene.Dossier("2024-03-16").Phase.ShouldBe(new InProject(Day("2024-03-10")));
        scene.State("2022-12-31").ShouldBe(CptsState.None);
    }
}
