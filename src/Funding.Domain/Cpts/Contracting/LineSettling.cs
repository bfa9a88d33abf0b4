using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>
/// Brings the lines of the contracts into agreement with their facts (R18–R20): whatever the act, and however late it is recorded,
/// the lines are worked out anew from all the facts, and what differs is opened or changed. An act that changes no amount changes no line.
/// </summary>
internal static class LineSettling
{
    /// <summary>The events that the lines need after an act.</summary>
    /// <param name="dossier">After the act.</param>
    /// <param name="on">The date of the act.</param>
    public static IEnumerable<CptsEvent> Of(Dossier dossier, DateOnly on)
        => dossier.Contracts.All.SelectMany(contract => Of(dossier, contract, on));

    private static IEnumerable<CptsEvent> Of(Dossier dossier, Contract contract, DateOnly on)
    {
        var owed = OwedLines.Of(dossier.Contracts.FactsOf(contract), contract.YearsOpened);
        var known = owed.Select(line => line.CommitmentId).ToHashSet(StringComparer.Ordinal);
        foreach (var line in owed)
        {
            if (!dossier.Commitments.TryGetValue(line.CommitmentId, out var commitment))
                yield return Open(dossier, line, on > line.OpensOn ? on : line.OpensOn);
            else if (commitment.Line!.Amount != line.Amount)
                foreach (var happened in Recalculate(commitment, line.Trace, on)) yield return happened;
        }

        var gone = dossier.Commitments.Values
            .Where(it => it.Line is { } line && line.Contract == contract.Number && line.Amount.IsPositive && !known.Contains(it.Ref.Id))
            .OrderBy(it => it.Ref.Id, StringComparer.Ordinal);
        foreach (var commitment in gone)
            foreach (var happened in Recalculate(commitment, commitment.Line! with { Spans = [], Amount = Money.Zero }, on)) yield return happened;
    }

    private static AciLineOpened Open(Dossier dossier, OwedLine line, DateOnly on)
    {
        var department = dossier.Territory.On(on).DepartmentCode;
        return new AciLineOpened(new CommitmentRef(line.CommitmentId, FundingSource.Aci, line.BudgetYear, dossier.RegionCode, department), line.Trace, line.Instalments) { EffectiveDate = on };
    }

    /// <summary>R10: what is uncertified goes first, then unpaid certifications fall; what is paid stays committed, and what is paid beyond what is owed is ordered for recovery.</summary>
    private static IEnumerable<CptsEvent> Recalculate(Commitment commitment, CalculationTrace trace, DateOnly act)
    {
        var on = act > commitment.Award.EffectiveDate ? act : commitment.Award.EffectiveDate;
        var returned = commitment.Recoveries.Values.Where(recovery => recovery.Event.Rule is not null).Total(recovery => recovery.Ordered - recovery.Waived);
        var difference = Money.Max(commitment.Paid, trace.Amount + returned) - commitment.Committed;
        var (changes, fallen) = difference.IsPositive ? (Spreading.RaiseBalance(commitment, difference, trace.YearTo.AddDays(1)), []) : Spreading.Reduce(commitment, -difference);
        yield return new AciLineRecalculated(commitment.Ref, trace, changes, fallen) { EffectiveDate = on };

        var excess = commitment.Paid - commitment.RecoveryOrdered - trace.Amount;
        if (!excess.IsPositive) yield break;
        var id = $"{commitment.Ref.Id}-r{commitment.Recoveries.Count + 1}";
        yield return new RecoveryOrdered(commitment.Ref, id, excess, Reason: null, RecoveryRule.ReducedLine) { EffectiveDate = on };
    }
}
