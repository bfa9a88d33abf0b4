using System.Collections.Immutable;
using Funding.Domain.Aci;
using Funding.Domain.Tariffs;
using FsCheck.Fluent;

namespace Funding.Domain.Tests;

/// <summary>What holds of any simulated contract. Each was seen to fail with the simulation broken on purpose.</summary>
public class SimulationLaws
{
    [Fact]
    public void It_owes_what_the_same_contract_would_owe_if_it_were_signed() => Holds((request, contract) =>
    {
        var signed = contract with
        {
            Number = 1, SignedOn = request.StartsOn, Starts = request.MissionStarts, EndsOn = request.EndsOn,
            Agreed = [(request.StartsOn, Agreed(request.Terms)), .. request.Amendments.Select(it => (it.TakesEffectOn, Agreed(it.Terms)))],
            Achievements = ImmutableDictionary<(int, Mission), Achievement>.Empty,
        };
        var opened = Enumerable.Range(0, 5).Count(years => DayByDay.Anniversary(request.StartsOn, years) <= (request.EndsOn ?? DateOnly.MaxValue));
        ContractSimulation.Of(request with { Rates = [] }).Lines.Select(line => Told(Reckoned.Of(line.Owed))).ShouldBe(DayByDay.Lines(signed, opened).Select(Told));
    });

    [Fact]
    public void What_is_paid_less_what_is_recovered_is_what_is_owed_and_nothing_is_negative() => Holds((request, _) =>
    {
        foreach (var line in ContractSimulation.Of(request).Lines)
        {
            (line.Instalments.Total(it => it.Amount) - line.Recoveries.Total(it => it.Amount)).ShouldBe(line.Owed.Amount, line.ToString());
            line.Instalments.ShouldAllBe(it => it.Amount >= Money.Zero);
            line.Recoveries.ShouldAllBe(it => it.Amount.IsPositive);
        }
    });

    [Fact]
    public void The_cash_plan_comes_to_what_is_owed_and_counts_every_month_once() => Holds((request, _) =>
    {
        var simulated = ContractSimulation.Of(request);
        simulated.CashPlan.Total(month => month.Net).ShouldBe(simulated.Owed);
        simulated.CashPlan.Total(month => month.VariableAtMost).ShouldBe(simulated.VariableAtMost.Total(line => line.Amount));
        simulated.CashPlan.ShouldAllBe(month => month.Variable <= month.VariableAtMost);
        simulated.CashPlan.Zip(simulated.CashPlan.Skip(1)).ShouldAllBe(pair => pair.First.Month.AddMonths(1) == pair.Second.Month);
    });

    [Fact]
    public void Compared_with_itself_it_does_not_differ_and_with_another_by_what_they_owe() => Holds((request, _) =>
    {
        var simulated = ContractSimulation.Of(request);
        SimulationComparison.Of(simulated, simulated).Lines.ShouldAllBe(line => line.First == line.Second);
        var other = ContractSimulation.Of(request with { Amendments = [], MissionStarts = request.MissionStarts.Clear(), Rates = [] });
        var compared = SimulationComparison.Of(simulated, other);
        compared.Lines.Total(line => line.Difference).ShouldBe(other.Owed - simulated.Owed);
        compared.Months.Total(month => month.Difference).ShouldBe(other.Owed - simulated.Owed);
    });

    [Fact]
    public void The_simulations_generated_meet_what_the_laws_are_about()
    {
        var met = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        Holds((request, _) =>
        {
            var lines = ContractSimulation.Of(request).Lines;
            Count("recovered", lines.Any(line => line.Recoveries.Count > 0));
            Count("recovered twice", lines.Any(line => line.Recoveries.Count > 1));
            Count("raised after it opened", lines.Any(line => line.Instalments.Count == 2 && line.Owed.Instalments.Count == 1));
            Count("variable", lines.Any(line => line.Owed.Kind == LineKind.Variable));
            Count("ended early", request.EndsOn is not null);
        });
        met.Where(it => it.Value == 0).ShouldBeEmpty();
        met.Count.ShouldBe(5);

        void Count(string what, bool isSo) => met.AddOrUpdate(what, isSo ? 1 : 0, (_, count) => count + (isSo ? 1 : 0));
    }

    private static void Holds(Action<SimulationRequest, AnyContract> law) => Law.Holds(AnyContracts.All, contract => law(RequestOf(contract), contract));

    /// <summary>The simulation that asks for a generated contract, without what has no meaning in it.</summary>
    private static SimulationRequest RequestOf(AnyContract contract)
    {
        var last = DayByDay.Anniversary(contract.StartsOn, 5).AddDays(-1);
        var ends = contract.EndsOn < contract.StartsOn || contract.EndsOn > last ? null : contract.EndsOn;
        var request = new SimulationRequest
        {
            Population = 65_000,
            Tariffs = ImmutableDictionary<string, AciTariff>.Empty.Add("aci-2019", Every),
            StartsOn = contract.StartsOn,
            Terms = contract.Agreed[0].Agreed.Terms,
            Amendments = contract.Agreed.Skip(1).Where(it => it.TakesEffectOn <= (ends ?? last)).DistinctBy(it => it.TakesEffectOn).Select(it => new SimulatedAmendment(it.TakesEffectOn, it.Agreed.Terms)).ToSequence(),
            MissionStarts = contract.Starts,
            EndsOn = ends,
        };
        var meaningless = ContractSimulation.Faults(request).Select(fault => fault.Pointer.Split('/')[^1]).ToHashSet();
        request = request with { MissionStarts = contract.Starts.Where(it => !meaningless.Contains(it.Key.ToString().ToLowerInvariant())).ToImmutableSortedDictionary() };
        return request with { Rates = request.MissionStarts.Keys.Take(3).Select((mission, i) => new AssumedRate(mission, contract.Achievements.GetValueOrDefault((i + 1, mission))?.Rate ?? 1)).ToSequence() };
    }

    private static readonly AciTariff Every = AciTariff.Fold("aci-2019", [TariffOf2019.Published with { Facts = TariffOf2019.Facts with { CoreMissions = [], OptionalMissions = [.. Enum.GetValues<Mission>()] } }]);

    private static AgreedTerms Agreed(Terms terms) => new(1, terms, Every.BasisFor(65_000));

    private static string Told(Reckoned line) => line.ToString();
}
