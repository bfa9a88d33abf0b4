namespace Funding.Host.Notifications.Delivering;

/// <summary>The states of a delivery, as the table names them in lower case.</summary>
internal enum DeliveryState
{
    /// <summary>To be sent, now or later.</summary>
    Pending,

    /// <summary>The peer has it.</summary>
    Sent,

    /// <summary>A dead letter: somebody must look.</summary>
    Dead,

    /// <summary>Not sent, and nobody need look.</summary>
    Discarded,
}

/// <summary>What an attempt leads to.</summary>
/// <param name="State">Where the message is now.</param>
/// <param name="Failures">Its own failures since it was queued.</param>
/// <param name="Wait">How long before it is tried again, if it is.</param>
/// <param name="Reason">Why it is not sent.</param>
/// <param name="Circuit">The lane's circuit afterwards.</param>
internal sealed record Verdict(DeliveryState State, int Failures, TimeSpan Wait, string? Reason, Circuit Circuit)
{
    /// <summary>
    /// Judges an attempt. A failure of the peer is held against the message only when the peer answered until then: a message at which a
    /// peer breaks each time ends as a dead letter, while an outage costs a message one attempt at most.
    /// </summary>
    /// <param name="message">As it was before the attempt.</param>
    /// <param name="circuit">As it was when the attempt began.</param>
    /// <param name="outcome">What became of the attempt.</param>
    /// <param name="policy">When to try again.</param>
    /// <param name="chance">Numbers from 0 to 1, for the waits.</param>
    public static Verdict Of(PendingDelivery message, Circuit circuit, SendOutcome outcome, RetryPolicy policy, Func<double> chance)
    {
        return outcome.Kind switch
        {
            SendOutcomeKind.Sent => Settled(DeliveryState.Sent, message.Failures),
            SendOutcomeKind.Refused => Settled(DeliveryState.Dead, message.Failures + 1),
            SendOutcomeKind.Gone => Settled(DeliveryState.Discarded, message.Failures),
            SendOutcomeKind.MessageFailed => Unsent(message.Failures + 1, policy.AtLeast(outcome.RetryAfter, policy.Backoff.After(message.Failures + 1, chance())), Circuit.Closed),
            SendOutcomeKind.PeerFailed => OfPeer(circuit.Failed(outcome, policy, chance())),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Kind, "Unknown outcome."),
        };

        Verdict Settled(DeliveryState state, int failures) => new(state, failures, TimeSpan.Zero, outcome.Reason, Circuit.Closed);

        // After the circuit's time, so that another message than this one tries whether the peer is back.
        Verdict OfPeer(Circuit after)
        {
            var failures = message.Failures + (circuit.IsClosed ? 1 : 0);
            return Unsent(failures, after.OpenFor + policy.Backoff.After(circuit.IsClosed ? failures : 1, chance()), after);
        }

        Verdict Unsent(int failures, TimeSpan wait, Circuit after) => failures >= policy.MaxAttempts || message.Age >= policy.GiveUpAfter
            ? new(DeliveryState.Dead, failures, TimeSpan.Zero, outcome.Reason, after)
            : new(DeliveryState.Pending, failures, wait, outcome.Reason, after);
    }

    /// <summary>A fault of ours: sending it again would fail again, and says nothing of the peer.</summary>
    public static Verdict Fault(PendingDelivery message, Circuit circuit, Exception fault)
        => new(DeliveryState.Dead, message.Failures + 1, TimeSpan.Zero, $"Erreur interne ({fault.GetType().Name}).", circuit);
}
