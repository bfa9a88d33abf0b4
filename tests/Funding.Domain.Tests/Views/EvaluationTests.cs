using Funding.Domain.Aci;
using Funding.Domain.Views;

namespace Funding.Domain.Tests;

/// <summary>The figures of an evaluation, worked out by hand.</summary>
public class EvaluationTests
{
    private static readonly DateOnly First = Day("2024-01-01");
    private static readonly DateOnly Last = Day("2024-12-31");

    /// <summary>Opposed once, then deemed validated, and signed.</summary>
    private static readonly CptsPath Opposed = Path(deemed: true,
        (PhaseName.Intention, "2024-01-10"), (PhaseName.Project, "2024-01-20"), (PhaseName.Submitted, "2024-02-01"), (PhaseName.Project, "2024-02-20"),
        (PhaseName.Submitted, "2024-03-01"), (PhaseName.Validated, "2024-05-02"), (PhaseName.Negotiating, "2024-05-12"), (PhaseName.Contracted, "2024-06-11"),
        (PhaseName.Suspended, "2024-07-01"), (PhaseName.Contracted, "2024-08-01"));

    private static readonly CptsPath Quick = Path(deemed: false,
        (PhaseName.Intention, "2024-01-10"), (PhaseName.Project, "2024-01-11"), (PhaseName.Submitted, "2024-01-21"), (PhaseName.Validated, "2024-01-31"));

    private static CptsPath Path(bool deemed, params (PhaseName Phase, string Since)[] phases)
        => new(Guid.NewGuid(), "84", [.. phases.Select(it => new PhaseEntered(it.Phase, Day(it.Since), deemed && it.Phase == PhaseName.Validated))]);

    [Theory]
    [InlineData("", 50, null)]
    [InlineData("7", 50, 7)]
    [InlineData("7", 90, 7)]
    [InlineData("3 1", 50, 1)]
    [InlineData("3 1 2", 50, 2)]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 90, 9)]
    [InlineData("1 2 3 4 5 6 7 8 9", 90, 9)]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11", 90, 10)]
    [InlineData("5 5 5 100", 100, 100)]
    public void A_percentile_is_a_value_that_was_observed(string values, int percent, int? expected)
        => Percentiles.NearestRank([.. values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], percent).ShouldBe(expected);

    [Fact]
    public void Delays_are_counted_from_one_milestone_to_another_with_the_size_of_their_sample()
        => Delays.Of([Opposed, Quick], First, Last).ShouldBe(
        [
            new(DelayKind.LetterToSubmission, 2, 10, 12), // 20 January → the first submission, 1 February; 11 → 21 January
            new(DelayKind.SubmissionToValidation, 2, 10, 62), // 1 March → 2 May: the submission that was opposed does not count
            new(DelayKind.ValidationToNegotiation, 1, 10, 10),
            new(DelayKind.NegotiationToSignature, 1, 30, 30), // the resumption is no signature
            new(DelayKind.LetterToValidation, 2, 20, 103),
            new(DelayKind.ValidationToSignature, 1, 40, 40),
            new(DelayKind.LetterToSignature, 1, 143, 143),
        ]);

    [Fact]
    public void A_delay_belongs_to_the_period_in_which_it_ends()
    {
        Delays.Of([Opposed, Quick], Day("2024-05-02"), Day("2024-05-02")).Where(it => it.Count > 0).ShouldBe(
            [new(DelayKind.SubmissionToValidation, 1, 62, 62), new(DelayKind.LetterToValidation, 1, 103, 103)]);
        Delays.Of([Opposed, Quick], Day("2025-01-01"), Day("2025-12-31")).ShouldAllBe(it => it.Count == 0 && it.Median == null && it.Percentile90 == null);
    }

    [Fact]
    public void The_funnel_tells_who_stands_where_at_the_end_of_each_month_and_who_came_in_it()
    {
        var months = Funnel.ByMonth([Opposed, Quick], Day("2024-01-15"), Day("2024-06-10"));

        months.Select(month => (month.Month, month.On)).ShouldBe(
        [
            (Day("2024-01-01"), Day("2024-01-31")), (Day("2024-02-01"), Day("2024-02-29")), (Day("2024-03-01"), Day("2024-03-31")),
            (Day("2024-04-01"), Day("2024-04-30")), (Day("2024-05-01"), Day("2024-05-31")), (Day("2024-06-01"), Day("2024-06-10")),
        ]);
        // Preproject, letter accepted, project validated, contract signed, closed.
        months.Select(month => string.Join(' ', month.Standing.Values)).ShouldBe(["0 1 1 0 0", "0 1 1 0 0", "0 1 1 0 0", "0 1 1 0 0", "0 0 2 0 0", "0 0 2 0 0"]);
        // What was entered before 15 January is not of the period; an opposition enters no step.
        months.Select(month => string.Join(' ', month.Entered.Values)).ShouldBe(["0 1 1 0 0", "0 0 0 0 0", "0 0 0 0 0", "0 0 0 0 0", "0 0 1 0 0", "0 0 0 0 0"]);
        Funnel.ByMonth([Opposed], Last, First).ShouldBeEmpty();
        Opposed.StepOn(Day("2024-01-09")).ShouldBeNull();
        Opposed.StepOn(Day("2024-07-15")).ShouldBe(FunnelStep.ContractSigned);
    }

    [Fact]
    public void Deemed_validations_are_a_share_of_all_and_none_of_none()
    {
        ValidationFigures.Of([Opposed, Quick], First, Last).ShouldBe(new(2, 1));
        new ValidationFigures(3, 1).DeemedShare.ShouldBe(0.3333m);
        ValidationFigures.Of([Opposed], Last, Last).DeemedShare.ShouldBeNull();
    }

    [Fact]
    public void Rates_are_weighted_by_the_amounts_that_they_bear_on()
    {
        var contracted = AciScene.Contracted().After(new StartMission(1, Mission.Access)).After(new StartMission(1, Mission.Pathways)).Until("2021-03-01");
        var assessed = contracted.When(new AssessYear(1, 1, [new(Mission.Access, 0.5m), new(Mission.Pathways, 1)])).Decision.ShouldBeOfType<Accepted>().Events;
        var parts = VariableParts.Of(assessed.OfType<CommitmentEvent>().Select((line, i) => PartWorth.Of(Guid.Empty, i + 1, line)).OfType<PartWorth>());

        // 30 000 € at 50 % and 20 000 € at 100 %.
        parts.Select(part => (part.Commitment.Id, part.Earned, part.AtMost, part.AssessedOn, part.Positions.Count)).ShouldBe(
            [("aci-1-y1-access-variable", Euros(15_000), Euros(30_000), Day("2021-03-01"), 1), ("aci-1-y1-pathways-variable", Euros(20_000), Euros(20_000), Day("2021-03-01"), 1)]);
        EarnedFigures.Of([.. parts]).ShouldBe(new(2, Euros(35_000), Euros(50_000)));
        EarnedFigures.Of([.. parts]).Share.ShouldBe(0.7m);
        EarnedFigures.Of([]).Share.ShouldBeNull();
    }

    [Fact]
    public void A_closed_envelope_is_under_spent_below_the_share_that_is_set()
    {
        var spending = new EnvelopeSpending("84", 2023, Euros(1_000), Euros(899), Euros(450), IsReserved: true, IsClosed: true);
        (spending.Available, spending.CommittedShare, spending.PaidShare).ShouldBe((Euros(101), 0.899m, 0.45m));
        spending.IsUnderSpent(0.9m).ShouldBeTrue();
        spending.IsUnderSpent(0.899m).ShouldBeFalse();
        (spending with { IsReserved = false }).IsUnderSpent(0.9m).ShouldBeFalse();
        (spending with { IsClosed = false }).IsUnderSpent(0.9m).ShouldBeFalse();
        (spending with { Authorised = Money.Zero, Committed = Money.Zero }).IsUnderSpent(0.9m).ShouldBeFalse();
    }

    [Fact]
    public void Euros_per_head_are_rounded_to_the_cent_half_away_from_zero()
    {
        Shares.PerHead(Euros(0.25m), 10).ShouldBe(Euros(0.03m));
        Shares.PerHead(Euros(100), 3).ShouldBe(Euros(33.33m));
        Shares.PerHead(Euros(100), 0).ShouldBeNull();
    }
}
