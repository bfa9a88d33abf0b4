using System.Diagnostics;
using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Reverse an act recorded by mistake (R12).</summary>
/// <remarks>Refusals once well formed, in this order: already-exists (reversed for another reason), out-of-order, depended-on, four-eyes.</remarks>
/// <param name="EventId">The event to reverse.</param>
/// <param name="Reason">Why, sealed.</param>
public sealed record ReverseAct(Guid EventId, SealedText Reason) : CptsCommand;

internal static class Reversing
{
    public static Decision Decide(ReverseAct command, Dossier dossier, ActContext context)
    {
        var act = dossier.Reversibles.GetValueOrDefault(command.EventId);
        if (context.Faults(command, [
            Judging.When(act is null, "/event", "Cet événement n'est pas un acte que l'on peut annuler sur cette CPTS."),
            Judging.ReasonFault(command.Reason)]) is { } invalid) return invalid;

        var on = context.DateOf(command);
        var asked = Opposite(act!.Event, command).From(command) with { EffectiveDate = on };
        if (act.Reversal is not null) return Judging.SameOrTaken(command, asked, act.Reversal, command.EventId.ToString());
        if (Judging.InOrder(on, act.Event.EffectiveDate) is { } early) return Decision.No(early);
        if (IsDependedOn(act.Event, dossier.Commitments[act.Event.Commitment.Id])) return Decision.No(new DependedOn());
        if (act.By == context.Actor) return Decision.No(new FourEyes());
        var done = new Settled(dossier, []).With(asked);
        return asked is WaiverReversed it ? done.With(LineSettling.OfWaiver(done.Dossier, it.Commitment.Id, it.RecoveryId, on)) : done;
    }

    private static ActReversed Opposite(CommitmentEvent happened, ReverseAct command) => happened switch
    {
        ServiceCertified it => new CertificationReversed(it.Commitment, command.EventId, command.Reason, it.CertificationId, it.Instalment, it.Amount) { EffectiveDate = default },
        PaymentMade it => new PaymentReversed(it.Commitment, command.EventId, command.Reason, it.PaymentReference, it.Instalment, it.Amount, it.BarCorrection) { EffectiveDate = default },
        RecoveryOrdered it => new RecoveryReversed(it.Commitment, command.EventId, command.Reason, it.RecoveryId, it.Amount) { EffectiveDate = default },
        RecoveryReceived it => new ReceiptReversed(it.Commitment, command.EventId, command.Reason, it.RecoveryId, it.Reference!, it.Amount) { EffectiveDate = default },
        RecoveryWaived it => new WaiverReversed(it.Commitment, command.EventId, command.Reason, it.RecoveryId, it.Reference!, it.Amount) { EffectiveDate = default },
        _ => throw new UnreachableException(),
    };

    /// <summary>
    /// Payments and refusals rest on certifications, recoveries on payments, receipts and waivers on recoveries; the reduction of a line
    /// on the recoveries ordered before it, without which more would be to pay back.
    /// </summary>
    private static bool IsDependedOn(CommitmentEvent happened, Commitment commitment) => happened switch
    {
        ServiceCertified it => it.Amount > commitment.Find(it.Instalment)!.Payable
            || commitment.Certifications.Exists(known => known.Event.CertificationId == it.CertificationId && known.Standing != it.Amount),
        PaymentMade it => it.Amount > commitment.Paid - commitment.RecoveryOrdered,
        RecoveryOrdered it => commitment.Recoveries[it.RecoveryId].Due != it.Amount
            || (commitment.Line is { } line && commitment.Paid - commitment.RecoveryOrdered + it.Amount > line.Amount),
        _ => false,
    };
}
