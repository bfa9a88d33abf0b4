using Funding.Domain.Aci;
using static Funding.Domain.Aci.Mission;
using static Funding.Domain.Tests.Contracts;

namespace Funding.Domain.Tests;

/// <summary>R19 and R20: amendments and terminations within a year of 366 days, from 15 June 2023.</summary>
public class ChangeExamples
{
    private static readonly Terms Before = Terms(60_000, (Access, 40_000, 20_000), (Pathways, 30_000, 15_000), (Prevention, 12_000, 8_000), (Crisis, 10_000, 0));
    private static readonly Terms After = Terms(60_000, (Access, 50_000, 20_000), (Pathways, 20_000, 15_000), (Prevention, 12_000, 8_000), (Crisis, 10_000, 0));

    private static readonly ContractFacts Trieves = Contract("2023-06-15", Before)
        .Started(Access, "2023-06-15").Started(Crisis, "2023-07-01").Started(Pathways, "2023-09-01").Started(Prevention, "2023-10-01");

    [Fact]
    public void Before_any_change_each_mission_is_paid_from_its_start()
        => First(Trieves).ShouldBe([60_000m, 40_000m, 23_606.56m, 8_459.02m, 9_562.84m]);

    [Fact]
    public void An_amendment_weighs_each_annual_amount_by_its_days_and_leaves_what_it_does_not_touch()
    {
        var amended = Trieves.Amended("2023-12-01", After);
        First(amended).ShouldBe([60_000m, 45_382.51m, 18_224.04m, 8_459.02m, 9_562.84m]);
        amended.Line("aci-1-y1-access-fixed").Trace.Spans.Select(span => (span.From, span.To, span.Days, span.Annual, span.Round))
            .ShouldBe([(Day("2023-06-15"), Day("2023-11-30"), 169, Euros(40_000), 1), (Day("2023-12-01"), Day("2024-06-14"), 197, Euros(50_000), 2)]);
        amended.Line("aci-1-y1-crisis-fixed").ShouldBe(Trieves.Line("aci-1-y1-crisis-fixed"));
        amended.Line("aci-1-y2-access-fixed").Amount.ShouldBe(Euros(50_000));
    }

    [Fact]
    public void A_mission_added_or_dropped_by_an_amendment_counts_on_its_days()
    {
        var without = Terms(60_000, (Access, 40_000, 20_000));
        var added = Contract("2023-06-15", without).Amended("2023-12-01", Before).Started(Pathways, "2023-12-01");
        added.Line("aci-1-y1-pathways-fixed").Amount.ShouldBe(Euros(16_147.54m)); // 30 000 × 197 ÷ 366
        added.Line("aci-1-y1-pathways-fixed").OpensOn.ShouldBe(Day("2023-12-01"));

        var dropped = Trieves.Amended("2023-12-01", without);
        dropped.Line("aci-1-y1-pathways-fixed").Amount.ShouldBe(Euros(7_459.02m)); // 30 000 × 91 ÷ 366
        OwedLines.Of(dropped, 5).ShouldNotContain(line => line.Mission == Pathways && line.Year > 1);
    }

    [Fact]
    public void A_mission_dropped_and_taken_back_within_a_year_counts_on_both_its_spans()
    {
        var line = Trieves.Amended("2023-12-01", Terms(60_000, (Access, 40_000, 20_000))).Amended("2024-03-01", Before).Line("aci-1-y1-pathways-fixed");
        line.Trace.Spans.Select(span => (span.From, span.To, span.Days)).ShouldBe([(Day("2023-09-01"), Day("2023-11-30"), 91), (Day("2024-03-01"), Day("2024-06-14"), 106)]);
        line.Amount.ShouldBe(Euros(16_147.54m));
    }

    [Fact]
    public void A_mission_that_comes_back_into_the_terms_opens_on_that_day()
    {
        var without = Terms(60_000, (Access, 40_000, 20_000));
        var back = Trieves.Amended("2024-06-15", without).Amended("2025-01-01", Before).Line("aci-1-y2-pathways-fixed");
        back.OpensOn.ShouldBe(Day("2025-01-01"));
        back.Due().ShouldBe([("2025-01-01", 10_171.23m), ("2025-06-15", 3_390.41m)]); // 30 000 × 165 ÷ 365 = 13 561.64
    }

    [Fact]
    public void The_advance_is_that_of_the_terms_in_force_when_the_line_opens()
    {
        var amended = Trieves.Amended("2024-06-15", Before, advanceRate: 0.5m);
        amended.Line("aci-1-y1-access-fixed").Due()[0].Amount.ShouldBe(30_000m);
        amended.Line("aci-1-y2-access-fixed").Due().ShouldBe([("2024-06-15", 20_000m), ("2025-06-15", 20_000m)]);
        Trieves.Amended("2024-06-16", Before, advanceRate: 0.5m).Line("aci-1-y2-access-fixed").Due()[0].Amount.ShouldBe(30_000m);
    }

    [Fact]
    public void A_termination_leaves_the_share_of_the_days_up_to_the_last()
        => First(Trieves.Amended("2023-12-01", After).Terminated("2024-01-31")).ShouldBe([37_868.85m, 26_939.89m, 10_846.99m, 4_032.79m, 5_874.32m]);

    [Theory]
    [InlineData("2023-06-15", 163_93)] // first day of the contract: 1 day of 366
    [InlineData("2024-02-28", 42_459_02)] // 259
    [InlineData("2024-02-29", 42_622_95)] // 260
    [InlineData("2024-03-01", 42_786_89)] // 261
    [InlineData("2024-06-13", 59_836_07)] // 365
    [InlineData("2024-06-14", 60_000_00)] // last day of the year
    [InlineData("2024-06-15", 60_000_00)] // first day of the next
    public void The_last_day_counts(string endsOn, int cents)
        => Trieves.Terminated(endsOn).Line("aci-1-y1-functioning").Amount.ShouldBe(new Money(cents));

    [Fact]
    public void A_year_that_would_begin_after_the_end_is_worth_nothing_and_the_one_that_begins_on_it_a_day()
    {
        Trieves.Terminated("2024-06-14").Line("aci-1-y2-access-fixed").Due().ShouldBe([("2024-06-15", 0m), ("2025-06-15", 0m)]);
        Trieves.Terminated("2024-06-15").Line("aci-1-y2-access-fixed").Due().ShouldBe([("2024-06-15", 82.19m), ("2025-06-15", 27.40m)]); // 40 000 ÷ 365 = 109.59
    }

    [Fact]
    public void A_mission_started_after_the_end_is_worth_nothing()
    {
        var line = Trieves.Terminated("2023-09-30").Line("aci-1-y1-prevention-fixed");
        (line.Amount, line.OpensOn, line.Trace.Spans.Count, line.Trace.EndsOn).ShouldBe((Money.Zero, Day("2023-10-01"), 0, Day("2023-09-30")));
    }

    [Fact]
    public void A_termination_leaves_the_years_before_it_as_they_were()
    {
        var assessed = Trieves.Assessed(1, Access, 0.9m, "2024-07-01");
        OwedLines.Of(assessed.Terminated("2025-01-31"), 1).ShouldBe(OwedLines.Of(assessed, 1));
    }

    [Fact]
    public void Variable_parts_of_a_terminated_year_are_owed_for_its_days_once_assessed()
        => Trieves.Terminated("2024-01-31").Assessed(1, Access, 0.5m, "2024-02-10").Line("aci-1-y1-access-variable").Due().ShouldBe([("2024-02-10", 6_311.48m)]); // 20 000 × 231 ÷ 366 × 0.5

    private static decimal[] First(ContractFacts contract) => [.. OwedLines.Of(contract, 1).Select(line => line.Amount.ToEuros())];
}
