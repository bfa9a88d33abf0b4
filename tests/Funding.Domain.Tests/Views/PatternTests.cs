using Funding.Domain.Views;

namespace Funding.Domain.Tests;

/// <summary>What an auditor looks for, on figures worked out by hand with the default thresholds, and just beside each.</summary>
public class PatternTests
{
    private static readonly Guid Cpts = new("0193a6a0-0000-4000-8000-000000000001");
    private static readonly PatternSettings Defaults = new();

    private static YearOfMoney Year(int year, decimal paid, decimal recovered, decimal advances = 0)
        => new(Cpts, "84", year, Euros(paid), Euros(advances), Euros(recovered), recovered == 0 ? [] : [year]);

    private static VariablePart Part(int year, decimal earned, decimal atMost, Guid? cpts = null, string region = "84")
        => new(cpts ?? Cpts, new("aci-1-y1-access-variable", FundingSource.Aci, year, region, "69"), new(year + 1, 3, 1), Euros(earned), Euros(atMost), [year * 10]);

    private static GrantedSum Grant(string id, decimal amount, FundingSource source = FundingSource.Fir, int year = 2024)
        => new(Cpts, new(id, source, year, "84", "69"), Euros(amount), [1]);

    private static IEnumerable<string> UnspentRuns(YearOfMoney[] years, params VariablePart[] parts)
        => Patterns.Unspent(years, parts, Defaults).Select(hit => $"{string.Join(' ', hit.BudgetYears)}: {string.Join(' ', hit.Positions)}");

    [Fact]
    public void A_tenth_taken_back_two_years_in_a_row_looks_unspent()
    {
        UnspentRuns([Year(2021, 1_000, 100), Year(2022, 1_000, 100)]).ShouldBe(["2021 2022: 2021 2022"]);
        UnspentRuns([Year(2021, 1_000, 100), Year(2022, 1_000, 99)]).ShouldBeEmpty();
        UnspentRuns([Year(2021, 1_000, 100), Year(2023, 1_000, 100)]).ShouldBeEmpty();
        UnspentRuns([Year(2021, 1_000, 100), Year(2022, 0, 100), Year(2023, 1_000, 500), Year(2024, 1_000, 500)]).ShouldBe(["2023 2024: 2023 2024"]);
    }

    [Fact]
    public void Advances_of_years_whose_variable_parts_were_hardly_earned_look_unspent()
    {
        YearOfMoney[] years = [Year(2021, 75_000, 0, advances: 75_000), Year(2022, 75_000, 0, advances: 75_000)];
        UnspentRuns(years, Part(2021, 10_000, 20_000), Part(2022, 0, 20_000)).ShouldBe(["2021 2022: 20210 20220"]);
        UnspentRuns(years, Part(2021, 10_001, 20_000), Part(2022, 0, 20_000)).ShouldBeEmpty();
        UnspentRuns(years, Part(2022, 0, 20_000)).ShouldBeEmpty(); // a year that is not assessed tells nothing
        UnspentRuns([years[0], Year(2022, 75_000, 0)], Part(2021, 0, 20_000), Part(2022, 0, 20_000)).ShouldBeEmpty(); // nothing was advanced
    }

    [Theory]
    [InlineData("20700", "fir-1 True")]
    [InlineData("23000", "fir-1 True")]
    [InlineData("20699.99", "")]
    [InlineData("23000.01", "")]
    [InlineData("22000 22500", "fir-1 fir-2 False")]
    [InlineData("11000 11000", "fir-1 fir-2 True")]
    [InlineData("5000 5000", "")]
    public void Grants_or_their_sum_from_a_tenth_below_the_threshold_up_to_it_are_just_under(string amounts, string expected)
    {
        var grants = amounts.Split(' ').Select((amount, i) => Grant($"fir-{i + 1}", decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));
        string.Join(';', Patterns.JustUnder(grants, Defaults, RuleSettings.Default).Select(hit => $"{string.Join(' ', hit.Commitments)} {hit.SumIsUnder}")).ShouldBe(expected);
    }

    [Fact]
    public void Grants_of_other_years_are_not_summed_and_those_of_the_contract_fund_count_alone()
    {
        Patterns.JustUnder([Grant("a", 11_000), Grant("b", 11_000, year: 2025)], Defaults, RuleSettings.Default).ShouldBeEmpty();
        Patterns.JustUnder([Grant("a", 11_000), Grant("b", 11_000, FundingSource.Aci)], Defaults, RuleSettings.Default).ShouldBeEmpty();
        Patterns.JustUnder([Grant("a", 11_000), Grant("b", 11_000, FundingSource.Transformation)], Defaults, RuleSettings.Default).ShouldHaveSingleItem().Sum.ShouldBe(Euros(22_000));
        Patterns.JustUnder([Grant("aide", 22_000, FundingSource.Aci)], Defaults, RuleSettings.Default).ShouldHaveSingleItem().SumIsUnder.ShouldBeFalse();
    }

    [Fact]
    public void A_payment_recorded_within_a_minute_of_its_certification_is_a_hit_and_one_second_later_none()
    {
        var certified = new DateTimeOffset(2024, 3, 1, 9, 0, 0, TimeSpan.Zero);
        PaidAtOnce After(int seconds) => new(Cpts, "84", 2024, "fir-1", 1, Euros(100), certified, 5, certified.AddSeconds(seconds), 6);

        Patterns.AtOnce([After(0), After(60), After(61), After(-1)], Defaults).Select(hit => hit.Seconds).ShouldBe([0, 60]);
        After(60).Positions.ShouldBe([5, 6]);
    }

    [Fact]
    public void Lateness_is_counted_in_legal_days_of_the_region()
    {
        // 31 March at 22:30 UTC is 1 April in La Réunion: 31 days after 1 March.
        var act = new RecordedAct(Cpts, "04", Day("2024-03-01"), new DateTimeOffset(2024, 3, 31, 22, 30, 0, TimeSpan.Zero), [2024], [7]);
        static DateOnly DayOf(string region, DateTimeOffset instant) => DateOnly.FromDateTime(instant.AddHours(region == "04" ? 4 : 0).DateTime);

        Patterns.Late([act], Defaults, DayOf).Single().Days.ShouldBe(31);
        Patterns.Late([act with { RegionCode = "84" }], Defaults, DayOf).ShouldBeEmpty();
    }

    [Fact]
    public void A_share_a_quarter_away_from_that_of_its_region_is_a_hit_where_enough_are_compared()
    {
        var others = Enumerable.Range(1, 4).Select(i => Part(2024, 8_000, 10_000, new Guid(i, 0, 0, new byte[8]))).ToList();

        // The region: 4 × 8 000 and 3 000 of 50 000, that is 70 %; its own 30 % is 40 points below.
        var hit = Patterns.Apart([.. others, Part(2024, 3_000, 10_000)], Defaults).ShouldHaveSingleItem();
        (hit.Cpts, hit.Own.Share, hit.Region.Share, hit.Gap, hit.Group).ShouldBe((Cpts, 0.3m, 0.7m, -0.4m, 5));
        hit.Positions.ShouldBe([20240]);
        // 32 000 and 4 875 of 50 000 are 73.75 %: 48.75 % is exactly 25 points below.
        Patterns.Apart([.. others, Part(2024, 4_875, 10_000)], Defaults).Count().ShouldBe(1);
        Patterns.Apart([.. others, Part(2024, 4_876, 10_000)], Defaults).ShouldBeEmpty();
        Patterns.Apart([.. others.Skip(1), Part(2024, 0, 10_000)], Defaults).ShouldBeEmpty();
        Patterns.Apart([.. others, Part(2024, 0, 10_000, region: "11")], Defaults).ShouldBeEmpty();
    }

    [Fact]
    public void The_gravest_comes_first_and_a_budget_year_leaves_out_what_moves_no_money_of_it()
    {
        var at = new DateTimeOffset(2024, 12, 31, 9, 0, 0, TimeSpan.Zero);
        RecordedAct Act(string on, params int[] years) => new(Cpts, "84", Day(on), at, years.ToSequence(), [1]);
        var facts = new PatternFacts([], [], [Grant("a", 22_000), Grant("b", 21_000), Grant("c", 22_900, year: 2023)], [], [Act("2024-10-01", 2024), Act("2024-01-01")]);
        DateOnly DayOf(string region, DateTimeOffset instant) => DateOnly.FromDateTime(instant.DateTime);

        string[] Found(int? year) => [.. Patterns.Find(facts, Defaults, RuleSettings.Default, DayOf, year).Select(hit => hit switch
        {
            RecordedLate late => FormattableString.Invariant($"{late.Days} days"),
            var other => string.Join('+', other.Commitments),
        })];
        Found(null).ShouldBe(["a+b", "c", "365 days", "91 days"]);
        Found(2024).ShouldBe(["a+b", "91 days"]);
    }
}
