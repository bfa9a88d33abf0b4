using System.Collections.Immutable;
using Funding.Domain.Aci;
using Funding.Domain.Tariffs;
using static Funding.Domain.Aci.Mission;

namespace Funding.Domain.Tests;

/// <summary>What a contract would owe and pay if it were signed so. Figures are worked out by hand.</summary>
public class SimulationExamples
{
    private static readonly SimulationRequest Monts = Request("2020-03-01", Terms(60_000, (Access, 40_000, 30_000), (Pathways, 30_000, 20_000)), (Access, "2020-07-01"), (Pathways, "2020-12-01"));

    private static readonly SimulationRequest Trieves = Request("2023-06-15", Terms(60_000, (Access, 40_000, 20_000), (Pathways, 30_000, 15_000)), (Access, "2023-06-15"), (Pathways, "2023-09-01")) with
    {
        Amendments = [new(Day("2023-12-01"), Terms(60_000, (Access, 50_000, 20_000), (Pathways, 20_000, 15_000)))],
    };

    [Fact]
    public void It_has_every_line_of_the_term_and_no_variable_part_without_a_rate()
    {
        var contract = ContractSimulation.Of(Monts);
        contract.Lines.Count.ShouldBe(15);
        contract.Lines.ShouldAllBe(line => line.Owed.Kind != LineKind.Variable && line.Recoveries.Count == 0);
        contract.Owed.ShouldBe(Euros(614_027.40m)); // 5 × 60 000, 26 630.14 and 4 × 40 000, 7 397.26 and 4 × 30 000
        contract.VariableAtMost.Select(line => line.Amount.ToEuros()).ShouldBe([19_972.60m, 4_931.51m, 30_000m, 20_000m, 30_000m, 20_000m, 30_000m, 20_000m, 30_000m, 20_000m]);
    }

    [Fact]
    public void Variable_parts_are_paid_on_the_anniversary_that_closes_their_year_at_the_rate_assumed_for_it()
    {
        var contract = ContractSimulation.Of(Monts with { Rates = [new(Access, 0.5m), new(Access, 0.8m, 1), new(Pathways, 1m, 2)] });
        contract.Lines.Where(line => line.Owed.Kind == LineKind.Variable).Select(line => (line.Owed.CommitmentId, line.Owed.OpensOn, line.Owed.Amount.ToEuros())).ShouldBe(
        [
            ("aci-1-y1-access-variable", Day("2021-03-01"), 15_978.08m), ("aci-1-y2-access-variable", Day("2022-03-01"), 15_000m), ("aci-1-y2-pathways-variable", Day("2022-03-01"), 20_000m),
            ("aci-1-y3-access-variable", Day("2023-03-01"), 15_000m), ("aci-1-y4-access-variable", Day("2024-03-01"), 15_000m), ("aci-1-y5-access-variable", Day("2025-03-01"), 15_000m),
        ]);
    }

    [Fact]
    public void The_cash_plan_says_what_is_due_each_month()
    {
        var plan = ContractSimulation.Of(Monts with { Rates = [new(Access, 0.8m, 1)] }).CashPlan;
        plan.Count.ShouldBe(61); // March 2020 to March 2025
        Month("2020-03-01").ShouldBe(new(Day("2020-03-01"), Euros(60_000), default, default, default, default)); // functioning, whole
        Month("2020-04-01").Net.ShouldBe(Money.Zero);
        Month("2020-07-01").ShouldBe(new(Day("2020-07-01"), Euros(19_972.61m), default, default, default, default));
        Month("2021-03-01").ShouldBe(new(Day("2021-03-01"), Euros(97_500), Euros(8_506.84m), Euros(15_978.08m), Euros(24_904.11m), default)); // 75 % of 130 000; 6 657.53 + 1 849.31
        Month("2025-03-01").ShouldBe(new(Day("2025-03-01"), default, Euros(32_500), default, Euros(50_000), default));

        CashMonth Month(string first) => plan.Single(it => it.Month == Day(first));
    }

    [Fact]
    public void An_advance_is_that_of_the_day_on_which_its_line_opened_and_the_balance_takes_the_change()
    {
        var contract = ContractSimulation.Of(Trieves);
        Paid(contract, "aci-1-y1-access-fixed").ShouldBe([30_000m, 15_382.51m]);
        Paid(contract, "aci-1-y1-pathways-fixed").ShouldBe([17_704.92m, 519.12m]);
        Paid(contract, "aci-1-y2-access-fixed").ShouldBe([37_500m, 12_500m]);
    }

    [Fact]
    public void A_termination_recovers_what_was_paid_beyond_the_days_of_the_contract()
    {
        var contract = ContractSimulation.Of(Trieves with { EndsOn = Day("2024-01-31"), Rates = [new(Access, 0.5m)] });
        Paid(contract, "aci-1-y1-functioning").ShouldBe([60_000m]);
        Line(contract, "aci-1-y1-functioning").Recoveries.ShouldBe([new SimulatedRecovery(Day("2024-01-31"), Euros(22_131.15m))]);
        Paid(contract, "aci-1-y1-access-fixed").ShouldBe([30_000m, 0m]);
        Line(contract, "aci-1-y1-access-fixed").Recoveries.ShouldBe([new SimulatedRecovery(Day("2024-01-31"), Euros(3_060.11m))]);
        Line(contract, "aci-1-y1-pathways-fixed").Recoveries.ShouldBe([new SimulatedRecovery(Day("2024-01-31"), Euros(6_857.93m))]); // 17 704.92 − 10 846.99
        Line(contract, "aci-1-y1-access-variable").Instalments.ShouldBe([new(1, InstalmentKind.Whole, Day("2024-02-01"), Euros(6_311.48m))]);
        contract.Lines.ShouldAllBe(line => line.Owed.Year == 1);
        contract.CashPlan[^1].Month.ShouldBe(Day("2024-06-01"));
        contract.CashPlan.Single(it => it.Month == Day("2024-01-01")).Recoveries.ShouldBe(Euros(32_049.19m));
    }

    [Fact]
    public void What_is_paid_whole_gets_a_balance_when_an_amendment_raises_it()
        => Line(ContractSimulation.Of(Monts with { Amendments = [new(Day("2020-09-01"), Terms(70_000, (Access, 40_000, 30_000), (Pathways, 30_000, 20_000)))] }), "aci-1-y1-functioning").Instalments
            .ShouldBe([new(1, InstalmentKind.Whole, Day("2020-03-01"), Euros(60_000)), new(2, InstalmentKind.Balance, Day("2021-03-01"), Euros(4_958.90m))]); // 10 000 × 181 ÷ 365

    [Fact]
    public void Amendments_count_in_the_order_of_their_days()
    {
        SimulatedAmendment one = new(Day("2021-05-01"), Terms(50_000, (Access, 30_000, 0), (Pathways, 30_000, 20_000)));
        SimulatedAmendment other = new(Day("2022-01-01"), Terms(55_000, (Access, 35_000, 0), (Pathways, 30_000, 20_000)));
        ContractSimulation.Of(Monts with { Amendments = [other, one] }).Lines.ShouldBe(ContractSimulation.Of(Monts with { Amendments = [one, other] }).Lines);
    }

    [Fact]
    public void Two_sets_of_terms_are_compared_line_by_line_and_month_by_month()
    {
        var first = ContractSimulation.Of(Monts);
        var second = ContractSimulation.Of(Monts with { Terms = Terms(60_000, (Access, 50_000, 30_000), (Quality, 10_000, 0)), MissionStarts = Starts((Access, "2020-07-01"), (Quality, "2021-03-01")) });
        var compared = SimulationComparison.Of(first, second);
        Compared("aci-1-y2-access-fixed").ShouldBe((Euros(40_000), Euros(50_000), Euros(10_000)));
        Compared("aci-1-y2-pathways-fixed").ShouldBe((Euros(30_000), (Money?)null, Euros(-30_000)));
        Compared("aci-1-y2-quality-fixed").ShouldBe(((Money?)null, Euros(10_000), Euros(10_000)));
        compared.Lines.Take(6).Select(line => line.CommitmentId).ShouldBe(
            ["aci-1-y1-functioning", "aci-1-y1-access-fixed", "aci-1-y1-pathways-fixed", "aci-1-y2-functioning", "aci-1-y2-access-fixed", "aci-1-y2-pathways-fixed"]);
        compared.Months.Total(month => month.Difference).ShouldBe(second.Owed - first.Owed);
        compared.Months.Single(it => it.Month == Day("2020-07-01")).ShouldBe(new(Day("2020-07-01"), Euros(19_972.61m), Euros(24_965.75m)));

        (Money? First, Money? Second, Money Difference) Compared(string id)
        {
            var line = compared.Lines.Single(it => it.CommitmentId == id);
            return (line.First, line.Second, line.Difference);
        }
    }

    [Fact]
    public void What_has_no_meaning_is_told_all_at_once()
    {
        At(Monts with { Population = 0, StartsOn = DateOnly.MaxValue, Terms = Monts.Terms with { Tariff = "x", Functioning = Euros(-1) } }).ShouldBe(["/population", "/startsOn", "/terms/tariff", "/terms/functioning"]);
        At(Monts with { EndsOn = Day("2020-02-29") }).ShouldContain("/endsOn");
        At(Monts with { EndsOn = Day("2025-03-01") }).ShouldBe(["/endsOn"]);
        At(Monts with { EndsOn = Day("2025-02-28") }).ShouldBeEmpty();
        At(Monts with { MissionStarts = Starts((Access, "2020-02-29"), (Pathways, "2025-03-01"), (Quality, "2021-01-01")) }).ShouldBe(["/missionStarts/access", "/missionStarts/pathways", "/missionStarts/quality"]);
        At(Monts with { EndsOn = Day("2020-11-30") }).ShouldBe(["/missionStarts/pathways"]);
        At(Monts with { Rates = [new(Access, 1.1m), new(Access, 0.00001m, 1), new(Quality, 1), new(Access, 1, 6), new(Access, 1, 1)] })
            .ShouldBe(["/rates/0/achievedRate", "/rates/1/achievedRate", "/rates/2/mission", "/rates/3/year", "/rates/4/mission"]);
        At(Monts with { MissionStarts = Starts((Access, "2021-03-01")), Rates = [new(Access, 1, 1)] }).ShouldBe(["/rates/0/year"]);
        At(Monts with { Rates = [new(Access, 1, int.MaxValue), new(Pathways, 1, int.MinValue)] }).ShouldBe(["/rates/0/year", "/rates/1/year"]);
        At(Monts with { EndsOn = Day("2021-02-28"), Rates = [new(Access, 1, 2)] }).ShouldBe(["/rates/0/year"]);
        At(Trieves with { Amendments = [Trieves.Amendments[0], Trieves.Amendments[0], new(Day("2023-06-14"), Terms(-1, (Support, 0, 0)))] })
            .ShouldBe(["/amendments/1/takesEffectOn", "/amendments/2/takesEffectOn", "/amendments/2/terms/functioning", "/amendments/2/terms/missions/0/mission"]);
        At(Trieves with { EndsOn = Day("2023-11-30") }).ShouldBe(["/amendments/0/takesEffectOn"]);
        Should.Throw<ArgumentException>(() => ContractSimulation.Of(Monts with { EndsOn = Day("2025-03-01") }));
    }

    [Fact]
    public void Terms_are_held_to_the_tariff_each_on_its_day()
    {
        var known = Monts with { Tariffs = ImmutableDictionary<string, AciTariff>.Empty.Add(TariffOf2022.Id, TariffOf2022.Known), Terms = AciScene.Terms() };
        ContractSimulation.Refusal(known).ShouldBeNull();
        ContractSimulation.Refusal(known with { Population = 30_000 }).ShouldBe(("/terms", new FunctioningExceeded(Euros(60_000), Euros(50_000))));
        ContractSimulation.Refusal(known with { StartsOn = Day("2017-12-31") }).ShouldBe(("/terms", new TariffNotInForce(TariffOf2022.Id, Day("2017-12-31"))));
        ContractSimulation.Refusal(known with { Terms = AciScene.Terms() with { Missions = [] } }).ShouldBe(("/terms", new MissingCoreMission(Access)));
        ContractSimulation.Refusal(known with { Amendments = [new(Day("2021-05-01"), AciScene.Terms()), new(Day("2020-05-01"), AciScene.Terms(access: 300_000)), new(Day("2022-05-01"), AciScene.Terms(functioning: 60_001))] })
            .ShouldBe(("/amendments/1/terms", new CeilingExceeded(Euros(465_000), Euros(373_000))));
    }

    private static IEnumerable<string> At(SimulationRequest request) => ContractSimulation.Faults(request).Select(fault => fault.Pointer);

    private static SimulationRequest Request(string startsOn, Terms terms, params (Mission Mission, string On)[] starts) => new()
    {
        Population = 65_000, Tariffs = ImmutableDictionary<string, AciTariff>.Empty.Add("aci-2019", TariffOf2019.With()), StartsOn = Day(startsOn), Terms = terms, MissionStarts = Starts(starts),
    };

    private static ImmutableSortedDictionary<Mission, DateOnly> Starts(params (Mission Mission, string On)[] starts) => starts.ToImmutableSortedDictionary(it => it.Mission, it => Day(it.On));

    private static Terms Terms(decimal functioning, params (Mission Mission, decimal Fixed, decimal Variable)[] missions) => Contracts.Terms(functioning, missions);

    private static SimulatedLine Line(SimulatedContract contract, string id) => contract.Lines.Single(line => line.Owed.CommitmentId == id);

    private static decimal[] Paid(SimulatedContract contract, string id) => [.. Line(contract, id).Instalments.Select(it => it.Amount.ToEuros())];
}
