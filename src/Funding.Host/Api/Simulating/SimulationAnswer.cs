using System.Globalization;
using System.Text.Json.Nodes;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Host.Api.Problems;
using Funding.Host.Presentation;

namespace Funding.Host.Api.Simulating;

/// <summary>Simulated contracts as the API tells them.</summary>
internal static class SimulationAnswer
{
    /// <summary>A simulation, and a second one beside it.</summary>
    public static object Of(SimulationRequest first, SimulationRequest? second)
    {
        var contract = ContractSimulation.Of(first);
        var (answer, compared) = (Contract(first, contract), second is null ? null : Compared(contract, second));
        return new
        {
            answer.Basis, answer.Terms, answer.StartsOn, answer.EndsOn, answer.Refusal, answer.Owed, answer.VariableAtMost, answer.Lines, answer.VariableParts, answer.CashPlan, Compare = compared,
        };
    }

    private static object Compared(SimulatedContract first, SimulationRequest request)
    {
        var contract = ContractSimulation.Of(request);
        var comparison = SimulationComparison.Of(first, contract);
        return new
        {
            Simulation = Contract(request, contract),
            Difference = contract.Owed - first.Owed,
            Lines = comparison.Lines.Select(Line),
            VariableParts = comparison.VariableAtMost.Select(Line),
            Months = comparison.Months.Select(it => new { Month = Month(it.Month), it.First, it.Second, it.Difference }),
        };
    }

    private static SimulatedAnswer Contract(SimulationRequest request, SimulatedContract contract) => new(
        request.Tariffs[request.Terms.Tariff].BasisFor(request.Population),
        request.Terms,
        request.StartsOn,
        request.EndsOn ?? request.LastDay,
        Refusal(request),
        contract.Owed,
        contract.VariableAtMost.Total(line => line.Amount),
        contract.Lines.Select(Line),
        contract.VariableAtMost.Select(VariablePart),
        contract.CashPlan.Select(it => new { Month = Month(it.Month), it.Advances, it.Balances, it.Variable, it.VariableAtMost, it.Recoveries, it.Net }));

    /// <summary>The problem that a proposal of these terms would meet, and where they are; null when there is none.</summary>
    private static JsonObject? Refusal(SimulationRequest request)
    {
        if (ContractSimulation.Refusal(request) is not { } it) return null;
        var problem = RejectionProblems.Of(it.Rejection).ToJson(correlationId: null);
        problem["pointer"] = it.Pointer;
        return problem;
    }

    private static object Line(SimulatedLine it) => new
    {
        Id = it.Owed.CommitmentId, it.Owed.Kind, it.Owed.Year, it.Owed.Mission, it.Owed.BudgetYear, it.Owed.OpensOn, it.Owed.Amount,
        it.Instalments, it.Recoveries, it.Owed.Trace, Explanation = CalculationSentences.Of(it.Owed.Trace, it.Instalments),
    };

    private static object VariablePart(OwedLine it) => new
    {
        Id = it.CommitmentId, it.Year, it.Mission, it.BudgetYear, AssessedOn = it.OpensOn, AtMost = it.Amount, it.Trace, Explanation = CalculationSentences.Of(it.Trace, it.Instalments),
    };

    private static object Line(LineDifference it) => new { Id = it.CommitmentId, it.First, it.Second, it.Difference };

    private static string Month(DateOnly first) => first.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private sealed record SimulatedAnswer(
        TariffBasis Basis, Terms Terms, DateOnly StartsOn, DateOnly EndsOn, JsonObject? Refusal, Money Owed, Money VariableAtMost, IEnumerable<object> Lines, IEnumerable<object> VariableParts, IEnumerable<object> CashPlan);
}
