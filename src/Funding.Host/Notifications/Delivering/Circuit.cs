namespace Funding.Host.Notifications.Delivering;

/// <summary>
/// Whether a lane's peer takes anything. Closed: messages go out. Open after a failure of the peer: nothing goes out for a while. Then
/// half open: one message is tried, and what becomes of it closes the circuit or opens it for longer.
/// </summary>
/// <param name="Failures">Failures of the peer since it last answered.</param>
/// <param name="OpenFor">How much longer nothing is sent; nothing or less once that time is over.</param>
/// <param name="Reason">Of the last failure.</param>
internal sealed record Circuit(int Failures, TimeSpan OpenFor, string? Reason)
{
    /// <summary>The peer answers.</summary>
    public static Circuit Closed { get; } = new(0, TimeSpan.Zero, null);

    /// <summary>Whether messages go out freely.</summary>
    public bool IsClosed => Failures == 0;

    /// <summary>Whether nothing may be sent now.</summary>
    public bool IsOpen => !IsClosed && OpenFor > TimeSpan.Zero;

    /// <summary>
    /// Which of the messages due, given in order, may be sent now. A half-open circuit takes the one tried least among those that wait for
    /// no other: a message at which the peer breaks would else be the one by which it is judged, again and again.
    /// </summary>
    public IReadOnlyList<PendingDelivery> Passes(IReadOnlyList<PendingDelivery> due) => IsOpen ? [] : IsClosed ? due
        : [.. due.GroupBy(message => (message.Destination, message.Ordering)).SelectMany(Foremost).OrderBy(message => message.Attempts).ThenBy(message => message.Number).Take(1)];

    /// <summary>After one more failure of the peer, which may have said when to come back.</summary>
    public Circuit Failed(SendOutcome outcome, RetryPolicy policy, double chance)
        => new(Failures + 1, policy.AtLeast(outcome.RetryAfter, policy.Backoff.After(Failures + 1, chance)), outcome.Reason);

    /// <summary>Those of one ordering that wait for none before them.</summary>
    private static IEnumerable<PendingDelivery> Foremost(IEnumerable<PendingDelivery> inOrder)
    {
        foreach (var message in inOrder)
        {
            yield return message;
            if (PendingDelivery.Blocks(message.Failures, message.Attempts)) yield break;
        }
    }
}
