using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Refuse to pay what is certified and unpaid on an instalment: the certification falls.</summary>
/// <remarks>Refusals once well formed, in this order: wrong-phase, out-of-order, over-paid (nothing certified is unpaid).</remarks>
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
        if (Judging.InOrder(on, Earliest(commitment, command.Instalment, payable)) is { } early) return Decision.No(early);
        return payable.IsPositive ? Decision.Of(asked) : Decision.No(new OverPaid(Money.Zero, Money.Zero));
    }

    /// <summary>Not before the certifications that fall, the last recorded first: on the days in between less than nothing would be certified.</summary>
    private static DateOnly Earliest(Commitment commitment, int number, Money falling)
    {
        var earliest = commitment.Award.EffectiveDate;
        foreach (var certification in commitment.Certifications.Reverse().Where(it => it.Event.Instalment == number && it.Standing.IsPositive))
        {
            if (!falling.IsPositive) break;
            earliest = LegalDays.Latest(earliest, certification.Event.EffectiveDate);
            falling -= Money.Min(falling, certification.Standing);
        }

        return earliest;
    }
}
