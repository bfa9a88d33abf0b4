using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Certify that a sum of an instalment is owed (R8).</summary>
/// <remarks>Refusals once well formed, in this order: already-exists, wrong-phase, out-of-order, time-barred, over-certified, assessment-pending, suspended.</remarks>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="Id">Its id, unique in the CPTS; null for a fresh one.</param>
/// <param name="Instalment">Number of the instalment.</param>
/// <param name="Amount">Euros.</param>
public sealed record Certify(string CommitmentId, string? Id, int Instalment, Money Amount) : CommitmentCommand(CommitmentId);

internal static class Certifying
{
    public static Decision Decide(Certify command, Dossier dossier, Commitment commitment, ActContext context)
    {
        if (context.Faults(command, SumFaults(commitment, command.Instalment, command.Amount)) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var id = command.Id ?? context.FreshId;
        var asked = new ServiceCertified(commitment.Ref, id, command.Instalment, command.Amount) { EffectiveDate = on }.From(command);
        if (dossier.Commitments.Values.SelectMany(other => other.Certifications).FirstOrDefault(known => known.Event.CertificationId == id) is { } known)
            return Judging.SameOrTaken(command, asked, known.Event, id, known.Standing == known.Event.Amount);

        var instalment = commitment.Find(command.Instalment)!;
        var available = instalment.Amount - instalment.Certified;
        var phase = dossier.PhaseOn(on);
        Rejection? refusal = phase is null || !TakesPlaceIn(phase, commitment) ? dossier.WrongPhase(on)
            : Judging.InOrder(on, commitment.Award.EffectiveDate)
            ?? BarRule.Refusal(commitment, on, context.Rules)
            ?? (command.Amount > available ? new OverCertified(command.Amount, available) : null)
            ?? AciRule.Refusal(dossier, commitment, instalment, on);
        return refusal is null ? Decision.Creating("certification", id, asked) : Decision.No(refusal);
    }

    /// <summary>Whether a commitment is certified in a phase: in one that is closed, lines of a contract that is over alone (R20).</summary>
    public static bool TakesPlaceIn(Phase phase, Commitment commitment) => !phase.IsClosed || (phase is Ended && commitment.Line is not null);

    public static IEnumerable<Fault?> SumFaults(Commitment commitment, int number, Money amount)
        => [InstalmentFault(commitment, number), AmountFault(amount)];

    public static Fault? InstalmentFault(Commitment commitment, int number)
        => Judging.When(commitment.Find(number) is null, "/instalment", $"L'engagement n'a pas d'échéance de ce numéro (de 1 à {commitment.Instalments.Count}).");

    public static Fault? AmountFault(Money amount) => Judging.When(!amount.IsPositive || !amount.IsInRange, "/amount", "Le montant est supérieur à zéro et compte au plus 15 chiffres.");
}
