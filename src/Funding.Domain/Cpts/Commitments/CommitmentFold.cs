using System.Collections.Immutable;
using Funding.Domain.Views;

namespace Funding.Domain.Cpts;

/// <summary>The structure of a commitment after an event; the amounts of its instalments are counted from the entries.</summary>
internal static class CommitmentFold
{
    /// <param name="award">The event, which says what it opens.</param>
    /// <param name="it">What it opens.</param>
    /// <param name="actor">Who made it.</param>
    public static Commitment Open(CommitmentEvent award, ICommitmentOpened it, PersonId actor) => new()
    {
        Ref = it.Commitment,
        Award = award,
        Line = (award as AciLineOpened)?.Trace,
        Purpose = it.Purpose,
        Convention = it.Convention,
        AwardedBy = [actor],
        MovedOn = award.EffectiveDate,
        Instalments = it.Instalments.Select(plan => new Instalment(plan.Number, plan.Kind, plan.DueOn)).ToImmutableList(),
    };

    public static Commitment Evolve(Commitment commitment, CommitmentEvent happened, PersonId actor) => happened switch
    {
        CommitmentAmended it => it.Changes.Aggregate(
            commitment with
            {
                AwardedBy = commitment.AwardedBy.Add(actor),
                Convention = it.Convention ?? commitment.Convention,
                Cancelled = commitment.Cancelled && !it.Changes.Any(change => change.Change.IsPositive),
            },
            Amend),
        AciLineRecalculated it => it.Fallen.Aggregate(
            it.Changes.Aggregate(commitment with { Line = it.Trace }, Amend),
            (changed, fallen) => changed with { Certifications = Fall(changed, certification => certification.Event.Instalment == fallen.Number, fallen.Amount) }),
        CommitmentCancelled => commitment with { Cancelled = true },
        ServiceCertified it => commitment with { Certifications = commitment.Certifications.Add(new(it, actor, it.Amount)) },
        CertificationReversed it => commitment with { Certifications = Fall(commitment, certification => certification.Event.CertificationId == it.CertificationId, it.Amount) },
        PaymentRefused it => commitment with
        {
            Certifications = Fall(commitment, certification => certification.Event.Instalment == it.Instalment, it.Amount),
            LastRefusals = commitment.LastRefusals.SetItem(it.Instalment, it),
        },
        PaymentReversed it => commitment with { LastPaymentReversal = commitment.LastPaymentReversal > it.EffectiveDate ? commitment.LastPaymentReversal : it.EffectiveDate },
        RecoveryOrdered it => commitment with { Recoveries = commitment.Recoveries.SetItem(it.RecoveryId, new() { Event = it, By = actor }) },
        RecoveryReversed it => Recovery(commitment, it.RecoveryId, recovery => recovery with { Reversed = true }),
        RecoveryReceived it => Recovery(commitment, it.RecoveryId, recovery => recovery with { Receipts = recovery.Receipts.SetItem(it.Reference!, new(it, Stands: true)) }),
        ReceiptReversed it => Recovery(commitment, it.RecoveryId, recovery => recovery with { Receipts = Undo(recovery.Receipts, it.ReceiptReference) }),
        RecoveryWaived it => Recovery(commitment, it.RecoveryId, recovery => recovery with { Waivers = recovery.Waivers.SetItem(it.Reference!, new(it, Stands: true)) }),
        WaiverReversed it => Recovery(commitment, it.RecoveryId, recovery => recovery with { Waivers = Undo(recovery.Waivers, it.WaiverReference) }),
        _ => commitment,
    };

    /// <summary>
    /// Counts an entry on its instalment. Seen from a day, the amendment that opened the instalment may lie after an act on it:
    /// the instalment is opened all the same, else the figures of that day would not be the sum of its entries.
    /// </summary>
    public static Commitment Count(Commitment commitment, int number, Entry entry)
    {
        commitment = Reaching(commitment, number, InstalmentKind.Balance, entry.EffectiveDate);
        return commitment with
        {
            Instalments = commitment.Instalments.SetItem(number - 1, Count(commitment.Instalments[number - 1], entry)),
            MovedOn = LegalDays.Latest(entry.EffectiveDate, commitment.MovedOn),
        };
    }

    private static Instalment Count(Instalment instalment, Entry entry) => entry.Kind switch
    {
        EntryKind.Committed => instalment with { Amount = instalment.Amount + entry.Amount },
        EntryKind.Certified => instalment with { Certified = instalment.Certified + entry.Amount },
        EntryKind.Paid => instalment with { Paid = instalment.Paid + entry.Amount },
        EntryKind.Barred => instalment with { Barred = instalment.Barred + entry.Amount },
        _ => instalment,
    };

    private static Commitment Amend(Commitment commitment, InstalmentChange change)
    {
        commitment = Reaching(commitment, change.Number, change.Kind, change.DueOn);
        return commitment.With(commitment.Instalments[change.Number - 1] with { Kind = change.Kind, DueOn = change.DueOn });
    }

    private static Commitment Reaching(Commitment commitment, int number, InstalmentKind kind, DateOnly dueOn)
    {
        while (commitment.Instalments.Count < number)
            commitment = commitment with { Instalments = commitment.Instalments.Add(new(commitment.Instalments.Count + 1, kind, dueOn)) };
        return commitment;
    }

    /// <summary>Takes an amount from the certifications concerned, the last recorded first.</summary>
    private static ImmutableList<Certification> Fall(Commitment commitment, Predicate<Certification> concerned, Money amount)
    {
        var certifications = commitment.Certifications;
        for (var i = certifications.Count - 1; i >= 0 && amount.IsPositive; i--)
        {
            if (!concerned(certifications[i])) continue;
            var fallen = Money.Min(amount, certifications[i].Standing);
            certifications = certifications.SetItem(i, certifications[i] with { Standing = certifications[i].Standing - fallen });
            amount -= fallen;
        }

        return certifications;
    }

    private static Commitment Recovery(Commitment commitment, string id, Func<Recovery, Recovery> change)
        => commitment.Recoveries.TryGetValue(id, out var recovery) ? commitment with { Recoveries = commitment.Recoveries.SetItem(id, change(recovery)) } : commitment;

    private static ImmutableDictionary<string, Settlement<T>> Undo<T>(ImmutableDictionary<string, Settlement<T>> settled, string key)
        => settled.TryGetValue(key, out var one) ? settled.SetItem(key, one with { Stands = false }) : settled;
}
