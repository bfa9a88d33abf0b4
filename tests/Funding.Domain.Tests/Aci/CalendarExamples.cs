using Funding.Domain.Aci;
using static Funding.Domain.Aci.Mission;
using static Funding.Domain.Tests.Contracts;

namespace Funding.Domain.Tests;

/// <summary>R17: five years across 29 February, clock changes and month ends, with the days counted by hand.</summary>
public class CalendarExamples
{
    [Fact]
    public void A_contract_of_29_February_opens_its_years_on_the_28th_in_years_without_one()
    {
        var contract = Contract("2020-02-29", Terms(50_000, (Access, 20_000, 0))).Started(Access, "2023-12-31");
        Years(contract).ShouldBe(["2020-02-29 365", "2021-02-28 365", "2022-02-28 365", "2023-02-28 366", "2024-02-29 365"]);
        contract.Line("aci-1-y4-access-fixed").Due().ShouldBe([("2023-12-31", 2_459.02m), ("2024-02-29", 819.67m)]); // 60 days of 366: 3 278.69
        contract.Line("aci-1-y5-functioning").Due().ShouldBe([("2024-02-29", 37_500m), ("2025-02-28", 12_500m)]);
    }

    [Fact]
    public void A_contract_of_28_February_has_29_February_in_the_year_that_begins_before_it()
        => Years(Contract("2023-02-28", Terms(50_000))).ShouldBe(["2023-02-28 365", "2024-02-28 366", "2025-02-28 365", "2026-02-28 365", "2027-02-28 365"]);

    [Fact]
    public void A_contract_of_1_March_has_29_February_as_the_last_day_of_a_year()
    {
        var contract = Contract("2023-03-01", Terms(50_000, (Access, 36_600, 0))).Started(Access, "2024-02-29");
        Years(contract).ShouldBe(["2023-03-01 366", "2024-03-01 365", "2025-03-01 365", "2026-03-01 365", "2027-03-01 366"]);
        contract.Line("aci-1-y1-access-fixed").Due().ShouldBe([("2024-02-29", 75m), ("2024-03-01", 25m)]);
    }

    [Fact]
    public void A_day_of_23_or_25_hours_counts_as_one()
    {
        var contract = Contract("2021-10-31", Terms(50_000, (Access, 12_345.67m, 0), (Pathways, 36_500, 0))).Started(Access, "2022-03-27").Started(Pathways, "2022-10-30");
        Years(contract).ShouldBe(["2021-10-31 365", "2022-10-31 365", "2023-10-31 366", "2024-10-31 365", "2025-10-31 365"]);
        contract.Line("aci-1-y1-access-fixed").Due().ShouldBe([("2022-03-27", 5_530.19m), ("2022-10-31", 1_843.39m)]); // 218 days of 365: 7 373.58
        contract.Line("aci-1-y1-pathways-fixed").Amount.ShouldBe(Euros(100));
    }

    [Fact]
    public void A_contract_of_a_month_end_opens_its_years_on_that_day()
    {
        var contract = Contract("2022-01-31", Terms(50_000, (Access, 18_000, 0))).Started(Access, "2022-01-31").Amended("2024-02-29", Terms(50_000, (Access, 24_000, 0)));
        Years(contract).ShouldBe(["2022-01-31 365", "2023-01-31 365", "2024-01-31 366", "2025-01-31 365", "2026-01-31 365"]);
        contract.Amounts(LineKind.Fixed).ShouldBe([18_000m, 18_000m, 23_524.59m, 24_000m, 24_000m]); // (18 000 × 29 + 24 000 × 337) ÷ 366
    }

    [Fact]
    public void A_year_belongs_to_the_budget_of_the_calendar_year_in_which_it_opens()
        => OwedLines.Of(Contract("2022-12-31", Terms(50_000)), 5).Select(line => line.BudgetYear).ShouldBe([2022, 2023, 2024, 2025, 2026]);

    private static IEnumerable<string> Years(ContractFacts contract) => OwedLines.Of(contract, 5).Where(line => line.Kind == LineKind.Functioning).Select(line => $"{line.Trace.YearFrom:yyyy-MM-dd} {line.Trace.YearDays}");
}
