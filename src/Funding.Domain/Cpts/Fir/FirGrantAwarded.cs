namespace Funding.Domain.Cpts;

/// <summary>The agency awarded a FIR grant for the project phase (R3).</summary>
/// <param name="Commitment">Its identity and budget year.</param>
/// <param name="Amount">Euros; the instalments sum to it.</param>
/// <param name="Purpose">What it pays for; published with the grant.</param>
/// <param name="Convention">The convention, or null below the threshold (R6).</param>
/// <param name="Instalments">At least one.</param>
public sealed record FirGrantAwarded(CommitmentRef Commitment, Money Amount, string Purpose, Convention? Convention, Sequence<PlannedInstalment> Instalments)
    : CommitmentEvent(Commitment), ICommitmentOpened;
