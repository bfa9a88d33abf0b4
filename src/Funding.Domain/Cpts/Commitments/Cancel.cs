namespace Funding.Domain.Cpts;

/// <summary>Release what is neither certified nor barred (R10).</summary>
/// <remarks>Refusals once well formed, in this order: out-of-order.</remarks>
/// <inheritdoc cref="CommitmentCommand"/>
public sealed record CancelCommitment(string CommitmentId) : CommitmentCommand(CommitmentId);

internal static class Cancelling
{
    public static Decision Decide(CancelCommitment command, Commitment commitment, ActContext context)
    {
        if (context.Faults(command) is { } invalid) return invalid;
        var on = context.DateOf(command);
        if (Release(commitment, on) is not { } released) return Decision.Nothing;
        return Judging.InOrder(on, commitment.Award.EffectiveDate) is { } early ? Decision.No(early) : Decision.Of(released.From(command));
    }

    /// <summary>What entering a closed phase releases, commitment by commitment (LIFECYCLE section 3), the lines of contracts aside, which R20 settles; a commitment of a later date, not before it was made.</summary>
    public static IEnumerable<CptsEvent> ReleaseAll(Dossier dossier, DateOnly on)
        => dossier.Commitments.Values.Where(commitment => commitment.Line is null).OrderBy(commitment => commitment.Ref.Id, StringComparer.Ordinal).Select(commitment => Release(commitment, LegalDays.Latest(commitment.Award.EffectiveDate, on))).OfType<CptsEvent>();

    private static CommitmentCancelled? Release(Commitment commitment, DateOnly on)
        => Spreading.Free(commitment) is { Count: > 0 } free ? new CommitmentCancelled(commitment.Ref, free) { EffectiveDate = on } : null;
}
