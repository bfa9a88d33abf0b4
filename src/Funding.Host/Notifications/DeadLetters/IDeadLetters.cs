using Funding.Domain;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Delivering;

namespace Funding.Host.Notifications.DeadLetters;

/// <summary>Messages that will not be sent unless somebody decides so.</summary>
internal interface IDeadLetters
{
    /// <summary>Them, newest first.</summary>
    Task<Page<DeadLetter>> ListAsync(DeadLetterQuery query, PageRequest page, CancellationToken cancellation);

    /// <summary>One, with its attempts; null when there is no dead letter of that id.</summary>
    Task<DeadLetterCase?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Queues one anew, under its id, as if it had never failed.</summary>
    /// <returns>What the message is now, whatever it was before; null when there is none of that id.</returns>
    Task<DeliveryState?> ReplayAsync(Guid id, PersonId person, CancellationToken cancellation);

    /// <summary>Queues anew all that are asked for; how many there were.</summary>
    Task<int> ReplayAsync(DeadLetterQuery query, PersonId person, CancellationToken cancellation);

    /// <summary>Gives one up for good; the reason is kept with it, for as long as it is kept.</summary>
    /// <returns>What the message is now, whatever it was before; null when there is none of that id.</returns>
    Task<DeliveryState?> DiscardAsync(Guid id, string reason, PersonId person, CancellationToken cancellation);
}

/// <summary>Which dead letters; null members do not restrict.</summary>
internal sealed record DeadLetterQuery(string? Channel = null, Guid? Destination = null);

/// <summary>A message that was given up.</summary>
/// <param name="Id">Its stable id, known to the peer.</param>
/// <param name="Channel"><c>email</c> or <c>webhook</c>.</param>
/// <param name="Destination">The mailbox or the webhook.</param>
/// <param name="Kind">Kind of the notice, or type of the event; null when it is no more.</param>
/// <param name="NoticeId">The notice to be told, or null.</param>
/// <param name="Position">The ledger position of the event to be told, or null.</param>
/// <param name="MadeAt">When it was made, by the server's real clock.</param>
/// <param name="DeadAt">When it was given up, by the same.</param>
/// <param name="Attempts">How often it was tried, ever.</param>
/// <param name="Reason">Why, in French.</param>
public sealed record DeadLetter(
    Guid Id, string Channel, Guid Destination, string? Kind, Guid? NoticeId, long? Position, DateTimeOffset MadeAt, DateTimeOffset DeadAt, int Attempts, string? Reason)
{
    /// <summary>The size of the signed head to be told, or null.</summary>
    public long? HeadSize { get; init; }
}

/// <summary>A dead letter with its attempts, oldest first.</summary>
internal sealed record DeadLetterCase(DeadLetter Letter, IReadOnlyList<PastAttempt> Attempts);

/// <summary>An attempt, as it is told.</summary>
/// <param name="Attempt">1 for the first.</param>
/// <param name="At">When, by the server's real clock.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Status">The peer's own code, or null.</param>
/// <param name="Millis">How long it took.</param>
/// <param name="Reason">Why it failed, or null.</param>
internal sealed record PastAttempt(int Attempt, DateTimeOffset At, string Outcome, int? Status, int Millis, string? Reason);
