namespace Funding.Domain.Cpts;

/// <summary>An act that R12 lets reverse.</summary>
/// <param name="Event">As it was recorded: a certification, payment, recovery order, receipt or waiver.</param>
/// <param name="By">Who made it: they cannot reverse it (R11).</param>
/// <param name="Reversal">The reversal, or null while the act stands.</param>
public sealed record ReversibleAct(CommitmentEvent Event, PersonId By, ActReversed? Reversal = null)
{
    /// <summary>Whether R12 knows this kind of event. A recovery that a rule orders is not recorded by mistake: it goes with the act that makes it necessary.</summary>
    public static bool Knows(CptsEvent happened) => happened is ServiceCertified or PaymentMade or RecoveryOrdered { Rule: null } or RecoveryReceived or RecoveryWaived;
}
