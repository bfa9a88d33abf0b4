namespace Funding.Host.Notifications.Delivering;

/// <summary>A message to one destination, due now.</summary>
/// <param name="Number">Its number, in the order of making.</param>
/// <param name="Id">Its stable id.</param>
/// <param name="Channel">By which channel it goes.</param>
/// <param name="Destination">The mailbox or the webhook.</param>
/// <param name="Ordering">What must arrive in order at the destination.</param>
/// <param name="NoticeId">The notice to be told, or null.</param>
/// <param name="Position">The ledger position of the event to be told, or null.</param>
/// <param name="Attempts">How often it was tried, ever.</param>
/// <param name="Failures">Its own failures since it was queued.</param>
/// <param name="Age">Since it was queued.</param>
internal sealed record PendingDelivery(
    long Number, Guid Id, string Channel, Guid Destination, string Ordering, Guid? NoticeId, long? Position, int Attempts, int Failures, TimeSpan Age)
{
    /// <summary>The size of the signed head to be told, or null.</summary>
    public long? HeadSize { get; init; }

    /// <summary>Failures of its own after which those behind it need not wait any more.</summary>
    public const int PassedAfterFailures = 3;

    /// <summary>Attempts after which they need not either, whoever was at fault: a peer that breaks at this message may well take the next.</summary>
    public const int PassedAfterAttempts = 12;

    /// <summary>Whether those behind it in its ordering wait for it, after so many failures and attempts.</summary>
    public static bool Blocks(int failures, int attempts) => failures < PassedAfterFailures && attempts < PassedAfterAttempts;

    /// <summary>As its channel takes it.</summary>
    public DueMessage ToMessage() => new(Id, Destination, NoticeId, Position, Attempts + 1) { HeadSize = HeadSize };
}
