using Funding.Domain.Cpts;

namespace Funding.Domain.Aci;

/// <summary>What a line pays for.</summary>
public enum LineKind
{
    /// <summary>The functioning of the CPTS.</summary>
    Functioning,

    /// <summary>The fixed part of a mission.</summary>
    Fixed,

    /// <summary>The variable part of a mission, after the assessment.</summary>
    Variable,
}

/// <summary>A sum owed under a contract for one of its years (R18): a commitment of its own.</summary>
/// <param name="CommitmentId"><c>aci-1-y2-functioning</c>, <c>aci-1-y2-access-fixed</c>, <c>aci-1-y2-access-variable</c>.</param>
/// <param name="Kind">What it pays for.</param>
/// <param name="Year">The contract year, from 1.</param>
/// <param name="Mission">The mission, or null for the functioning.</param>
/// <param name="BudgetYear">The calendar year in which the contract year opens.</param>
/// <param name="OpensOn">The date on which it comes into being: opening of the year, start of the mission, or assessment; for the functioning of the first year of contract 1, the signature.</param>
/// <param name="Amount">Euros, rounded once to the cent, half away from zero.</param>
/// <param name="Instalments">How it would be paid if it came into being at that amount.</param>
/// <param name="Trace">How the amount comes about.</param>
public sealed record OwedLine(
    string CommitmentId, LineKind Kind, int Year, Mission? Mission, int BudgetYear, DateOnly OpensOn, Money Amount,
    Sequence<PlannedInstalment> Instalments, CalculationTrace Trace);
