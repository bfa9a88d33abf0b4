using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Pay a certified sum (R7, R8, R11).</summary>
/// <remarks>Refusals once well formed, in this order: already-exists (also for the reference of a reversed payment), wrong-phase, out-of-order, beneficiary-incomplete, time-barred, over-paid, assessment-pending, suspended, four-eyes.</remarks>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="Instalment">Number of the instalment.</param>
/// <param name="Amount">Euros.</param>
/// <param name="PaymentReference">Reference of the transfer, unique in the CPTS.</param>
public sealed record Pay(string CommitmentId, int Instalment, Money Amount, string PaymentReference) : CommitmentCommand(CommitmentId);

internal static class Paying
{
    public static Decision Decide(Pay command, Dossier dossier, Commitment commitment, ActContext context)
    {
        if (context.Faults(command, [
            .. Certifying.SumFaults(commitment, command.Instalment, command.Amount),
            Judging.When(string.IsNullOrWhiteSpace(command.PaymentReference), "/paymentReference", "Donnez la référence du virement.")]) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var asked = new PaymentMade(commitment.Ref, command.Instalment, command.Amount, command.PaymentReference) { EffectiveDate = on }.From(command);
        if (dossier.Payments.TryGetValue(command.PaymentReference, out var made))
            return Judging.SameOrTaken(command, asked with { BarCorrection = made.Event.BarCorrection }, made.Event, command.PaymentReference, made.Stands);

        var instalment = commitment.Find(command.Instalment)!;
        return Refusal() is { } no
            ? Decision.No(no)
            : Decision.Creating("payment", command.PaymentReference, asked with { BarCorrection = BarRule.Correction(commitment, instalment, command.Amount, context.Rules) });

        Rejection? Refusal()
        {
            if (dossier.PhaseOn(on) is null) return dossier.WrongPhase(on);
            if (Judging.InOrder(on, commitment.Award.EffectiveDate) is { } early) return early;
            if (context.Rules.RefusePaymentWithoutIdentifiers && dossier.Identifiers.Latest.AreMissing) return new BeneficiaryIncomplete();
            if (BarRule.Refusal(commitment, on, context.Rules) is { } barred) return barred;
            if (command.Amount > instalment.Payable) return new OverPaid(command.Amount, instalment.Payable);
            if (AciRule.Refusal(dossier, commitment, instalment, on) is { } held) return held;
            return FourEyesRule.KeptFromPaying(dossier, commitment, instalment.Number).Contains(context.Actor) ? new FourEyes() : null;
        }
    }
}
