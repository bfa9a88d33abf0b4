namespace Funding.Domain.Cpts;

/// <summary>Something that happened to a commitment.</summary>
/// <param name="Commitment">Which one, and whose money of which year.</param>
public abstract record CommitmentEvent(CommitmentRef Commitment) : CptsEvent;

/// <summary>The amount or the instalments changed (R9).</summary>
/// <param name="Commitment">Which one.</param>
/// <param name="Amount">The amount after the amendment.</param>
/// <param name="Changes">What changed, instalment by instalment.</param>
/// <param name="Convention">The convention named by the amendment, or null.</param>
public sealed record CommitmentAmended(CommitmentRef Commitment, Money Amount, Sequence<InstalmentChange> Changes, Convention? Convention) : CommitmentEvent(Commitment);

/// <summary>What was neither certified nor barred was released (R10).</summary>
/// <param name="Commitment">Which one.</param>
/// <param name="Released">What each instalment lost.</param>
public sealed record CommitmentCancelled(CommitmentRef Commitment, Sequence<InstalmentSum> Released) : CommitmentEvent(Commitment);

/// <summary>The authorising officer certified that a sum is owed (service fait).</summary>
/// <param name="Commitment">Which one.</param>
/// <param name="CertificationId">Unique in the CPTS.</param>
/// <param name="Instalment">Its number.</param>
/// <param name="Amount">Euros, positive.</param>
public sealed record ServiceCertified(CommitmentRef Commitment, string CertificationId, int Instalment, Money Amount) : CommitmentEvent(Commitment);

/// <summary>The accountant paid.</summary>
/// <param name="Commitment">Which one.</param>
/// <param name="Instalment">Its number.</param>
/// <param name="Amount">Euros, positive.</param>
/// <param name="PaymentReference">Unique in the CPTS.</param>
/// <param name="BarCorrection">For a payment dated before a bar and recorded after it: what the bar took wrongly, or null (R7).</param>
public sealed record PaymentMade(CommitmentRef Commitment, int Instalment, Money Amount, string PaymentReference, BarCorrection? BarCorrection = null)
    : CommitmentEvent(Commitment);

/// <summary>The accountant refused to pay: what was certified and unpaid on the instalment falls.</summary>
/// <param name="Commitment">Which one.</param>
/// <param name="Instalment">Its number.</param>
/// <param name="Amount">Euros that are no longer certified, positive.</param>
/// <param name="Reason">Why, sealed.</param>
public sealed record PaymentRefused(CommitmentRef Commitment, int Instalment, Money Amount, SealedText Reason) : CommitmentEvent(Commitment);

/// <summary>Money is to be paid back (titre de recette).</summary>
/// <param name="Commitment">Which one.</param>
/// <param name="RecoveryId">Unique in the CPTS.</param>
/// <param name="Amount">Euros, positive.</param>
/// <param name="Reason">Why, sealed; null when a rule orders it.</param>
/// <param name="Rule">The rule that orders it, in the same act as what makes it necessary; null when an officer does.</param>
public sealed record RecoveryOrdered(CommitmentRef Commitment, string RecoveryId, Money Amount, SealedText? Reason, RecoveryRule? Rule = null) : CommitmentEvent(Commitment);

/// <summary>Why money is to be paid back without an officer's reason.</summary>
public enum RecoveryRule
{
    /// <summary>A line of a contract was reduced below what is paid on it, by an amendment or a termination (R19, R20).</summary>
    ReducedLine,
}

/// <summary>Money was paid back; the common reference is the receipt's key within its recovery.</summary>
public sealed record RecoveryReceived(CommitmentRef Commitment, string RecoveryId, Money Amount) : CommitmentEvent(Commitment);

/// <summary>Money to be paid back was given up (remise); the common reference is the waiver's key within its recovery.</summary>
public sealed record RecoveryWaived(CommitmentRef Commitment, string RecoveryId, Money Amount) : CommitmentEvent(Commitment);

/// <summary>Unpaid sums became time-barred (R7; CSP L1435-10).</summary>
public sealed record SumsBarred(CommitmentRef Commitment, Sequence<InstalmentSum> Barred) : CommitmentEvent(Commitment);

/// <summary>What a late payment takes back from a bar.</summary>
/// <param name="BarredOn">The day of the bar; the correction is dated that day, so that no earlier view shows a negative bar.</param>
/// <param name="Amount">Euros, positive.</param>
public sealed record BarCorrection(DateOnly BarredOn, Money Amount);

/// <summary>The convention that a grant above the threshold names (R6; law 2000-321 article 10).</summary>
/// <param name="Reference">Its number.</param>
/// <param name="SignedOn">The day it was signed: publication is due within three months.</param>
public sealed record Convention(string Reference, DateOnly SignedOn);
