using Funding.Domain.Aci;
using static Funding.Domain.Aci.Mission;
using static Funding.Domain.Tests.Contracts;

namespace Funding.Domain.Tests;

/// <summary>R18: what a contract owes, year by year. Figures are worked out by hand from the numbers of days.</summary>
public class LineExamples
{
    private static readonly ContractFacts Monts = Contract("2020-03-01", Terms(60_000, (Access, 40_000, 30_000), (Pathways, 30_000, 20_000), (Prevention, 15_000, 10_000)))
        .Started(Access, "2020-07-01").Started(Pathways, "2020-12-01");

    [Fact]
    public void The_functioning_of_the_first_year_is_paid_whole_at_the_signature()
    {
        var line = (Monts with { SignedOn = Day("2020-01-15") }).Line("aci-1-y1-functioning");
        line.Due().ShouldBe([("2020-01-15", 60_000m)]);
        line.Instalments[0].Kind.ShouldBe(InstalmentKind.Whole);
        (line.OpensOn, line.BudgetYear).ShouldBe((Day("2020-01-15"), 2020));
    }

    [Fact]
    public void The_functioning_of_a_later_year_and_of_a_renewal_is_paid_in_two()
    {
        Monts.Line("aci-1-y2-functioning").Due().ShouldBe([("2021-03-01", 45_000m), ("2022-03-01", 15_000m)]);
        var renewal = (Monts with { Number = 2, SignedOn = Day("2020-01-15") }).Line("aci-2-y1-functioning");
        renewal.Due().ShouldBe([("2020-03-01", 45_000m), ("2021-03-01", 15_000m)]);
        renewal.OpensOn.ShouldBe(Day("2020-03-01"));
    }

    [Fact]
    public void A_mission_is_paid_from_its_start_to_the_next_anniversary_then_whole()
    {
        Monts.Line("aci-1-y1-access-fixed").Due().ShouldBe([("2020-07-01", 19_972.61m), ("2021-03-01", 6_657.53m)]); // 243 days of 365
        Monts.Line("aci-1-y1-pathways-fixed").Due().ShouldBe([("2020-12-01", 5_547.95m), ("2021-03-01", 1_849.31m)]); // 90 days of 365
        Monts.Line("aci-1-y2-access-fixed").Due().ShouldBe([("2021-03-01", 30_000m), ("2022-03-01", 10_000m)]);
        Monts.Line("aci-1-y1-access-fixed").OpensOn.ShouldBe(Day("2020-07-01"));
    }

    [Fact]
    public void A_variable_part_is_owed_once_assessed_for_the_same_days_at_the_achieved_rate()
    {
        OwedLines.Of(Monts, 1).ShouldAllBe(line => line.Kind != LineKind.Variable);
        var assessed = Monts.Assessed(1, Access, 0.8m, "2021-03-05").Assessed(1, Pathways, 0.55m, "2021-03-05");
        assessed.Line("aci-1-y1-access-variable").Due().ShouldBe([("2021-03-05", 15_978.08m)]);
        assessed.Line("aci-1-y1-pathways-variable").Due().ShouldBe([("2021-03-05", 2_712.33m)]);
        assessed.Line("aci-1-y1-pathways-variable").BudgetYear.ShouldBe(2020);
    }

    [Fact]
    public void A_line_of_nothing_is_opened_too()
    {
        Monts.Assessed(1, Access, 0m, "2021-03-01").Line("aci-1-y1-access-variable").Due().ShouldBe([("2021-03-01", 0m)]);
        Contract("2023-06-15", Terms(0, (Crisis, 0, 0))).Started(Crisis, "2023-07-01").Line("aci-1-y1-crisis-fixed").Due().ShouldBe([("2023-07-01", 0m), ("2024-06-15", 0m)]);
    }

    [Fact]
    public void A_mission_that_starts_later_has_no_line_in_the_years_before()
        => OwedLines.Of(Monts.Started(Prevention, "2022-03-01"), 5).Where(line => line.Mission == Prevention).Select(line => (line.Year, line.Amount)).ShouldBe([(3, Euros(15_000)), (4, Euros(15_000)), (5, Euros(15_000))]);

    [Fact]
    public void They_come_by_year_then_mission_and_the_fixed_part_before_the_variable_one()
        => OwedLines.Of(Monts.Started(Prevention, "2020-03-01").Assessed(1, Access, 1, "2021-03-01"), 2).Select(line => line.CommitmentId).ShouldBe(
        [
            "aci-1-y1-functioning", "aci-1-y1-access-fixed", "aci-1-y1-access-variable", "aci-1-y1-pathways-fixed", "aci-1-y1-prevention-fixed",
            "aci-1-y2-functioning", "aci-1-y2-access-fixed", "aci-1-y2-pathways-fixed", "aci-1-y2-prevention-fixed",
        ]);

    [Fact]
    public void Half_a_cent_is_rounded_away_from_zero_and_the_balance_takes_the_rest()
    {
        var contract = Contract("2023-06-15", Terms(0, (Access, 0.01m, 0), (Pathways, 0.02m, 0))).Started(Access, "2023-12-15").Started(Pathways, "2023-06-15");
        contract.Line("aci-1-y1-access-fixed").Due().ShouldBe([("2023-12-15", 0.01m), ("2024-06-15", 0m)]); // a cent × 183 ÷ 366 = half a cent
        contract.Line("aci-1-y2-pathways-fixed").Due().ShouldBe([("2024-06-15", 0.02m), ("2025-06-15", 0m)]); // 75 % of two cents = a cent and a half
    }

    [Fact]
    public void What_cannot_be_is_a_bug_of_the_caller()
    {
        Should.Throw<ArgumentException>(() => OwedLines.Of(Monts.Started(Prevention, "2020-02-29"), 1));
        Should.Throw<ArgumentOutOfRangeException>(() => OwedLines.Of(Monts, 6));
        Should.Throw<ArgumentOutOfRangeException>(() => OwedLines.Of(Monts, -1));
        OwedLines.Of(Monts, 0).ShouldBeEmpty();
    }
}
