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
    /// <param name="today">The day on which it is recorded.</param>
    public static IEnumerable<CptsEvent> Of(Dossier dossier, DateOnly on, DateOnly today)
        => dossier.Contracts.All.SelectMany(contract => Of(dossier, contract, on, today));

    /// <summary>
    /// What a waiver, or its reversal, changes on a line that was raised again after a rule had ordered the recovery: what is given up does
    /// not come back, so it is not to be paid once more. Without it a waiver would be worth more after the raise than before it.
    /// </summary>
    /// <param name="dossier">After the act.</param>
    /// <param name="commitmentId">The commitment.</param>
    /// <param name="recoveryId">The recovery waived.</param>
    /// <param name="on">The date of the act.</param>
    public static IEnumerable<CptsEvent> OfWaiver(Dossier dossier, string commitmentId, string recoveryId, DateOnly on)
    {
        var commitment = dossier.Commitments[commitmentId];
        return commitment.Line is { } line && commitment.Recoveries[recoveryId].Event.Rule is not null && Target(commitment, line) != commitment.Committed
            ? Recalculate(dossier, commitment, line, on)
            : [];
    }

    private static IEnumerable<CptsEvent> Of(Dossier dossier, Contract contract, DateOnly on, DateOnly today)
    {
        var owed = OwedLines.Of(dossier.Contracts.FactsOf(contract), contract.YearsOpened);
        var known = owed.Select(line => line.CommitmentId).ToHashSet(StringComparer.Ordinal);
        foreach (var line in owed)
        {
            if (!dossier.Commitments.TryGetValue(line.CommitmentId, out var commitment))
                yield return Open(dossier, line, LegalDays.Latest(on, line.OpensOn < today ? line.OpensOn : today));
            else if (commitment.Line!.Amount != line.Amount)
                foreach (var happened in Recalculate(dossier, commitment, line.Trace, on)) yield return happened;
        }

        var gone = dossier.Commitments.Values
            .Where(it => it.Line is { } line && line.Contract == contract.Number && line.Amount.IsPositive && !known.Contains(it.Ref.Id))
            .OrderBy(it => it.Ref.Id, StringComparer.Ordinal);
        foreach (var commitment in gone)
            foreach (var happened in Recalculate(dossier, commitment, commitment.Line! with { Spans = [], Amount = Money.Zero }, on)) yield return happened;
    }

    private static AciLineOpened Open(Dossier dossier, OwedLine line, DateOnly on)
    {
        var department = dossier.Territory.On(on).DepartmentCode;
        return new AciLineOpened(new CommitmentRef(line.CommitmentId, FundingSource.Aci, line.BudgetYear, dossier.RegionCode, department), line.Trace, line.Instalments) { EffectiveDate = on };
    }

    /// <summary>
    /// R10: what is uncertified goes first, then unpaid certifications fall; what is paid stays committed, and what is paid beyond what is
    /// owed is ordered for recovery. A decrease is not dated before what it takes back, lest a day in between show negative figures.
    /// </summary>
    private static IEnumerable<CptsEvent> Recalculate(Dossier dossier, Commitment commitment, CalculationTrace trace, DateOnly act)
    {
        var difference = Target(commitment, trace) - commitment.Committed;
        var on = LegalDays.Latest(act, difference.IsPositive ? commitment.Award.EffectiveDate : commitment.MovedOn);
        var (changes, fallen) = difference.IsPositive ? (Spreading.RaiseBalance(commitment, difference, trace.YearTo.AddDays(1)), []) : Spreading.Reduce(commitment, -difference);
        yield return new AciLineRecalculated(commitment.Ref, trace, changes, fallen) { EffectiveDate = on };

        var excess = commitment.Paid - commitment.RecoveryOrdered - trace.Amount;
        if (!excess.IsPositive) yield break;
        yield return new RecoveryOrdered(commitment.Ref, FreeRecoveryId(dossier, commitment), excess, Reason: null, RecoveryRule.ReducedLine) { EffectiveDate = on };
    }

    /// <summary>What is to be committed: what is owed and what comes back by a rule's recoveries, and never less than what is paid.</summary>
    private static Money Target(Commitment commitment, CalculationTrace trace)
        => Money.Max(commitment.Paid, trace.Amount + commitment.Recoveries.Values.Where(recovery => recovery.Event.Rule is not null).Total(recovery => recovery.Ordered - recovery.Waived));

    /// <summary>An id that no recovery of the CPTS has: an officer may have given one of this form to a recovery of their own.</summary>
    private static string FreeRecoveryId(Dossier dossier, Commitment commitment)
        => Enumerable.Range(commitment.Recoveries.Count + 1, int.MaxValue - commitment.Recoveries.Count).Select(number => $"{commitment.Ref.Id}-r{number}")
            .First(id => !dossier.Commitments.Values.Any(other => other.Recoveries.ContainsKey(id)));
}
