using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Refuse to pay what is certified and unpaid on an instalment: the certification falls.</summary>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="Instalment">Number of the instalment.</param>
/// <param name="Reason">Why, sealed.</param>
public sealed record RefusePayment(string CommitmentId, int Instalment, SealedText Reason) : CommitmentCommand(CommitmentId);

internal static class RefusingPayment
{
    public static Decision Decide(RefusePayment command, Dossier dossier, Commitment commitment, ActContext context)
    {
        if (context.Faults(command, [Certifying.InstalmentFault(commitment, command.Instalment), Judging.ReasonFault(command.Reason)]) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var payable = commitment.Find(command.Instalment)!.Payable;
        var asked = new PaymentRefused(commitment.Ref, command.Instalment, payable, command.Reason) { EffectiveDate = on }.From(command);
        if (!payable.IsPositive && commitment.LastRefusals.GetValueOrDefault(command.Instalment) is { } given && Judging.IsSame(command, asked with { Amount = given.Amount }, given))
            return Decision.Nothing;
        if (dossier.PhaseOn(on) is null) return Decision.No(dossier.WrongPhase(on));
        if (Judging.InOrder(on, commitment.Award.EffectiveDate) is { } early) return Decision.No(early);
        return payable.IsPositive ? Decision.Of(asked) : Decision.No(new OverPaid(Money.Zero, Money.Zero));
    }
}
