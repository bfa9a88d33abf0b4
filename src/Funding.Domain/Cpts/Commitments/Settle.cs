using System.Collections.Immutable;
using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Record money paid back; the common reference is required and is its key within the recovery (R8, R11).</summary>
/// <remarks>Refusals once well formed, in this order: already-exists, out-of-order, over-received, four-eyes.</remarks>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="RecoveryId">The recovery.</param>
/// <param name="Amount">Euros.</param>
public sealed record ReceiveRecovery(string CommitmentId, string RecoveryId, Money Amount) : CommitmentCommand(CommitmentId);

/// <summary>Give up money that was to be paid back; the common reference is required and is its key within the recovery (R8, R11).</summary>
/// <remarks>Refusals once well formed, in this order: already-exists, out-of-order, over-received, four-eyes.</remarks>
/// <inheritdoc cref="ReceiveRecovery"/>
public sealed record WaiveRecovery(string CommitmentId, string RecoveryId, Money Amount) : CommitmentCommand(CommitmentId);

internal static class Settling
{
    public static Decision Decide(ReceiveRecovery command, Dossier dossier, Commitment commitment, Recovery recovery, ActContext context)
        => Settle(command, dossier, command.Amount, recovery, recovery.Receipts, "receipt", context,
            new RecoveryReceived(commitment.Ref, command.RecoveryId, command.Amount) { EffectiveDate = context.DateOf(command) });

    public static Decision Decide(WaiveRecovery command, Dossier dossier, Commitment commitment, Recovery recovery, ActContext context)
        => Settle(command, dossier, command.Amount, recovery, recovery.Waivers, "waiver", context,
            new RecoveryWaived(commitment.Ref, command.RecoveryId, command.Amount) { EffectiveDate = context.DateOf(command) });

    private static Decision Settle<T>(
        CommitmentCommand command, Dossier dossier, Money amount, Recovery recovery, ImmutableDictionary<string, Settlement<T>> settled, string kind, ActContext context, T happened)
        where T : CommitmentEvent
    {
        if (context.Faults(command, [
            Certifying.AmountFault(amount),
            Judging.When(string.IsNullOrWhiteSpace(command.Reference), "/reference", "Donnez la référence de l'encaissement ou de la remise.")]) is { } invalid) return invalid;
        var key = command.Reference!;
        var asked = happened.From(command);
        if (settled.TryGetValue(key, out var known)) return Judging.SameOrTaken(command, asked, known.Event, key, known.Stands);
        if (Judging.InOrder(asked.EffectiveDate, recovery.Event.EffectiveDate) is { } early) return Decision.No(early);
        if (amount > recovery.Due) return Decision.No(new OverReceived(amount, recovery.Due));
        if (recovery.By == context.Actor) return Decision.No(new FourEyes());
        var done = new Settled(dossier, []).With(asked);
        return (asked is RecoveryWaived waived ? done.With(LineSettling.OfWaiver(done.Dossier, waived.Commitment.Id, waived.RecoveryId, waived.EffectiveDate)) : done).Creating(kind, key);
    }
}
