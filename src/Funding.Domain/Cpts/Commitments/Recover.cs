using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Order money to be paid back (R8).</summary>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="Id">Its id, unique in the CPTS; null for a fresh one.</param>
/// <param name="Amount">Euros.</param>
/// <param name="Reason">Why, sealed.</param>
public sealed record OrderRecovery(string CommitmentId, string? Id, Money Amount, SealedText Reason) : CommitmentCommand(CommitmentId);

internal static class Recovering
{
    public static Decision Decide(OrderRecovery command, Dossier dossier, Commitment commitment, ActContext context)
    {
        if (context.Faults(command, [Certifying.AmountFault(command.Amount), Judging.ReasonFault(command.Reason)]) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var id = command.Id ?? context.FreshId;
        var asked = new RecoveryOrdered(commitment.Ref, id, command.Amount, command.Reason) { EffectiveDate = on }.From(command);
        if (dossier.Commitments.Values.Select(other => other.Recoveries.GetValueOrDefault(id)).FirstOrDefault(known => known is not null) is { } known)
            return Judging.SameOrTaken(command, asked, known.Event, id, !known.Reversed);

        var available = commitment.Paid - commitment.RecoveryOrdered;
        Rejection? refusal = Judging.InOrder(on, commitment.Award.EffectiveDate)
            ?? (command.Amount > available ? new OverRecovered(command.Amount, available) : null);
        return refusal is null ? Decision.Creating("recovery", id, asked) : Decision.No(refusal);
    }
}
