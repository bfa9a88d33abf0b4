namespace Funding.Host.Notifications.Delivering;

/// <summary>A way for messages to leave the host.</summary>
internal interface IChannel
{
    /// <summary>Its name in the table of deliveries.</summary>
    string Name { get; }

    /// <summary>How many messages of different orderings one lane may have under way at once.</summary>
    int AtOnce => 4;

    /// <summary>
    /// Sends one message once. What the peer does is an outcome, never an exception; an exception is a fault of ours and makes the
    /// message a dead letter. May be called again for a message that was sent (at least once): the peer knows it by its id.
    /// </summary>
    /// <param name="message">What is to be sent.</param>
    /// <param name="cancellation">Cancelled when this host must not send any more.</param>
    Task<SendOutcome> SendAsync(DueMessage message, CancellationToken cancellation);
}

/// <summary>A message whose turn it is.</summary>
/// <param name="Id">Stable: the same at each attempt, and known to the peer.</param>
/// <param name="Destination">The mailbox or the webhook.</param>
/// <param name="NoticeId">The notice to be told, or null.</param>
/// <param name="Position">The ledger position of the event to be told, or null.</param>
/// <param name="Attempt">1 for the first.</param>
internal sealed record DueMessage(Guid Id, Guid Destination, Guid? NoticeId, long? Position, int Attempt)
{
    /// <summary>The size of the signed head to be told, or null.</summary>
    public long? HeadSize { get; init; }
}

/// <summary>What became of an attempt.</summary>
/// <param name="Kind">Which way it went.</param>
/// <param name="Reason">Why it failed, for whoever looks into it; null when it was sent. No name, no address, no text of the message.</param>
/// <param name="Status">The peer's own code (HTTP, SMTP), or null.</param>
internal sealed record SendOutcome(SendOutcomeKind Kind, string? Reason = null, int? Status = null)
{
    /// <summary>The peer asks to be left alone for so long.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The ways an attempt may go.</summary>
internal enum SendOutcomeKind
{
    /// <summary>The peer has it.</summary>
    Sent,

    /// <summary>The peer did not take this message; others may pass.</summary>
    MessageFailed,

    /// <summary>The peer cannot be reached or takes nothing now: its whole lane is left alone for a while.</summary>
    PeerFailed,

    /// <summary>It will never be taken: a dead letter at once.</summary>
    Refused,

    /// <summary>The destination is closed: nothing more goes there.</summary>
    Gone,
}
