namespace Funding.Domain.Cpts;

/// <summary>Assurance maladie granted ACI money outside the lines of a contract: help before the signature, a crisis, a start-up bonus (R21).</summary>
/// <param name="Commitment">Its identity and budget year.</param>
/// <param name="Amount">Euros; the instalments sum to it.</param>
/// <param name="Purpose">What it pays for; published with the grant.</param>
/// <param name="LegalReference">The text that allows it.</param>
/// <param name="Instalments">At least one.</param>
public sealed record AciOneOffGranted(CommitmentRef Commitment, Money Amount, string Purpose, string LegalReference, Sequence<PlannedInstalment> Instalments)
    : CommitmentEvent(Commitment), ICommitmentOpened;
