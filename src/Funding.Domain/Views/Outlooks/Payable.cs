using Funding.Domain.Aci;
using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>How sure it is that a sum will be owed.</summary>
public enum PayableCertainty
{
    /// <summary>Committed and not yet paid.</summary>
    Committed,

    /// <summary>Signed: a line of a contract year that has not opened yet, for missions that have started.</summary>
    Signed,

    /// <summary>The most that a variable part may come to; the assessment tells how much of it is owed.</summary>
    VariableAtMost,
}

/// <summary>A sum to be paid by what is signed.</summary>
/// <param name="DueOn">When it is forecast.</param>
/// <param name="Source">Whose money.</param>
/// <param name="Amount">Euros.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="CommitmentId">The commitment, or the one that the line will be.</param>
/// <param name="AwaitsAssessment">Whether it waits for the assessment of its year: it is not overdue till then (R19).</param>
public sealed record Payable(DateOnly DueOn, FundingSource Source, Money Amount, PayableCertainty Certainty, string CommitmentId, bool AwaitsAssessment = false)
{
    /// <summary>The instalment, for what is committed: its amount is what of it is neither paid nor barred. Else null.</summary>
    public int? Instalment { get; init; }

    /// <summary>What the decision says that it pays for; null for a line of a contract.</summary>
    public string? Purpose { get; init; }

    /// <summary>For a line of a contract, what it pays for; else null.</summary>
    public LineKind? Line { get; init; }

    /// <summary>The contract of the line, or null.</summary>
    public int? Contract { get; init; }

    /// <summary>The contract year of the line, or null.</summary>
    public int? Year { get; init; }

    /// <summary>The mission of the line; null for functioning, and where there is no line.</summary>
    public Mission? Mission { get; init; }
}

/// <summary>What is owed, and will be, from everything signed: if no act follows but the passing of time.</summary>
public static class Payables
{
    /// <summary>The sums, in no order. A mission that has not started counts for nothing: when it will is not known.</summary>
    public static IEnumerable<Payable> Of(Dossier dossier)
        => Committed(dossier).Concat(dossier.Contracts.All.SelectMany(contract => Coming(contract, dossier)));

    private static IEnumerable<Payable> Committed(Dossier dossier)
        => from commitment in dossier.Commitments.Values
           from instalment in commitment.Instalments
           where instalment.Outstanding.IsPositive
           select new Payable(instalment.DueOn, commitment.Ref.Source, instalment.Outstanding, PayableCertainty.Committed, commitment.Ref.Id, AciRule.IsUnassessed(dossier, commitment, instalment))
           {
               Instalment = instalment.Number, Purpose = commitment.Purpose,
               Line = commitment.Line?.Kind, Contract = commitment.Line?.Contract, Year = commitment.Line?.Year, Mission = commitment.Line?.Mission,
           };

    private static IEnumerable<Payable> Coming(Contract contract, Dossier dossier)
    {
        var facts = dossier.Contracts.FactsOf(contract);
        return from line in OwedLines.Of(AtFullRate(facts, contract), contract.TermYears)
               where !dossier.Commitments.ContainsKey(line.CommitmentId)
               from instalment in line.Instalments
               where instalment.Amount.IsPositive
               let isVariable = line.Kind == LineKind.Variable
               select new Payable(
                   instalment.DueOn, FundingSource.Aci, instalment.Amount, isVariable ? PayableCertainty.VariableAtMost : PayableCertainty.Signed, line.CommitmentId, AwaitsAssessment: isVariable)
               {
                   Line = line.Kind, Contract = line.Trace.Contract, Year = line.Year, Mission = line.Mission,
               };
    }

    /// <summary>The same contract as if each year were assessed at the full rate on the day it closes.</summary>
    private static ContractFacts AtFullRate(ContractFacts facts, Contract contract)
    {
        var assumed =
            from year in Enumerable.Range(1, contract.TermYears)
            from mission in facts.Starts.Keys
            where !facts.Achievements.ContainsKey((year, mission))
            select KeyValuePair.Create((year, mission), new Achievement(1, contract.Closing(year)));
        return facts with { Achievements = facts.Achievements.AddRange(assumed) };
    }
}
