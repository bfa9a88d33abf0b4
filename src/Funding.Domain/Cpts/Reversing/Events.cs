namespace Funding.Domain.Cpts;

/// <summary>An act recorded by mistake was reversed (R12); its entries are those of the original with the opposite sign.</summary>
/// <param name="Commitment">The commitment of both.</param>
/// <param name="Reversed">Id of the event reversed.</param>
/// <param name="Reason">Why, sealed.</param>
public abstract record ActReversed(CommitmentRef Commitment, Guid Reversed, SealedText Reason) : CommitmentEvent(Commitment);

/// <summary>A certification was reversed.</summary>
public sealed record CertificationReversed(CommitmentRef Commitment, Guid Reversed, SealedText Reason, string CertificationId, int Instalment, Money Amount)
    : ActReversed(Commitment, Reversed, Reason);

/// <summary>A payment was reversed, and with it what it had taken back from a bar.</summary>
public sealed record PaymentReversed(
    CommitmentRef Commitment, Guid Reversed, SealedText Reason, string PaymentReference, int Instalment, Money Amount, BarCorrection? BarCorrection = null)
    : ActReversed(Commitment, Reversed, Reason);

/// <summary>An order of recovery was reversed.</summary>
public sealed record RecoveryReversed(CommitmentRef Commitment, Guid Reversed, SealedText Reason, string RecoveryId, Money Amount)
    : ActReversed(Commitment, Reversed, Reason);

/// <summary>A receipt was reversed.</summary>
public sealed record ReceiptReversed(CommitmentRef Commitment, Guid Reversed, SealedText Reason, string RecoveryId, string ReceiptReference, Money Amount)
    : ActReversed(Commitment, Reversed, Reason);

/// <summary>A waiver was reversed.</summary>
public sealed record WaiverReversed(CommitmentRef Commitment, Guid Reversed, SealedText Reason, string RecoveryId, string WaiverReference, Money Amount)
    : ActReversed(Commitment, Reversed, Reason);
