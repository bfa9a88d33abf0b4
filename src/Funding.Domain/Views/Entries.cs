using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>The financial entries of an event: they follow from the event alone, whatever came before it.</summary>
public static class Entries
{
    /// <summary>The entries of one event; none when it moves no money.</summary>
    public static IEnumerable<Entry> Of(CptsEvent happened) => happened switch
    {
        CommitmentEvent award and ICommitmentOpened it => it.Instalments.Where(instalment => instalment.Amount != Money.Zero)
            .Select(instalment => Make(award, instalment.Number, EntryKind.Committed, instalment.Amount)),
        CommitmentAmended it => it.Changes.Where(change => change.Change != Money.Zero)
            .Select(change => Make(it, change.Number, EntryKind.Committed, change.Change)),
        AciLineRecalculated it =>
        [
            .. it.Changes.Where(change => change.Change != Money.Zero).Select(change => Make(it, change.Number, EntryKind.Committed, change.Change)),
            .. it.Fallen.Select(sum => Make(it, sum.Number, EntryKind.Certified, -sum.Amount)),
        ],
        CommitmentCancelled it => it.Released.Select(sum => Make(it, sum.Number, EntryKind.Committed, -sum.Amount)),
        ServiceCertified it => [Make(it, it.Instalment, EntryKind.Certified, it.Amount)],
        CertificationReversed it => [Make(it, it.Instalment, EntryKind.Certified, -it.Amount)],
        PaymentRefused it => [Make(it, it.Instalment, EntryKind.Certified, -it.Amount)],
        PaymentMade it => [Make(it, it.Instalment, EntryKind.Paid, it.Amount), .. Corrected(it)],
        PaymentReversed it => [Make(it, it.Instalment, EntryKind.Paid, -it.Amount), .. Restored(it)],
        SumsBarred it => it.Barred.Select(sum => Make(it, sum.Number, EntryKind.Barred, sum.Amount)),
        RecoveryOrdered it => [Make(it, null, EntryKind.RecoveryOrdered, it.Amount)],
        RecoveryReversed it => [Make(it, null, EntryKind.RecoveryOrdered, -it.Amount)],
        RecoveryReceived it => [Make(it, null, EntryKind.Recovered, it.Amount)],
        ReceiptReversed it => [Make(it, null, EntryKind.Recovered, -it.Amount)],
        RecoveryWaived it => [Make(it, null, EntryKind.Waived, it.Amount)],
        WaiverReversed it => [Make(it, null, EntryKind.Waived, -it.Amount)],
        _ => [],
    };

    private static Entry Make(CommitmentEvent it, int? instalment, EntryKind kind, Money amount)
        => new(it.Commitment, instalment, kind, amount, it.EffectiveDate);

    /// <summary>A correction is dated at the bar: dated at the payment, which precedes it, the days between would show a negative bar.</summary>
    private static IEnumerable<Entry> Corrected(PaymentMade it)
        => it.BarCorrection is { } bar ? [Make(it, it.Instalment, EntryKind.Barred, -bar.Amount) with { EffectiveDate = bar.BarredOn }] : [];

    private static IEnumerable<Entry> Restored(PaymentReversed it)
    {
        if (it.BarCorrection is not { } bar) yield break;
        var on = it.EffectiveDate > bar.BarredOn ? it.EffectiveDate : bar.BarredOn;
        yield return Make(it, it.Instalment, EntryKind.Barred, bar.Amount) with { EffectiveDate = on };
    }
}
