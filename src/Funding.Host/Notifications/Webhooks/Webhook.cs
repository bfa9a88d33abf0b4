using Funding.Domain;

namespace Funding.Host.Notifications.Webhooks;

/// <summary>A subscription: an address that is told of events and notices as they are recorded.</summary>
/// <param name="Id">Its id; also the destination of its deliveries.</param>
/// <param name="Url">Where they are sent: https, or http on loopback.</param>
/// <param name="Types">Which ones, as <see cref="WebhookTypes"/> names them.</param>
/// <param name="Region">INSEE code of the region, or <c>*</c> for the nation.</param>
/// <param name="Description">What it is for, if somebody said.</param>
/// <param name="OpenedAt">When it was opened, in domain time.</param>
/// <param name="PausedAt">Since when nothing is sent, though all is kept for later; null while it is not paused.</param>
/// <param name="ClosedAt">Since when it is no more; null while it is.</param>
public sealed record Webhook(
    Guid Id, string Url, Sequence<string> Types, string Region, string? Description, DateTimeOffset OpenedAt, DateTimeOffset? PausedAt, DateTimeOffset? ClosedAt)
{
    /// <summary>Name of the channel of its deliveries.</summary>
    public const string Channel = "webhook";

    /// <summary>Whether something is sent to it.</summary>
    public WebhookState State => ClosedAt is not null ? WebhookState.Closed : PausedAt is not null ? WebhookState.Paused : WebhookState.Active;

    /// <summary>The lane of a webhook's deliveries: each fails alone.</summary>
    public static string LaneOf(Guid id) => $"{Channel}:{id}";
}

/// <summary>The states of a subscription.</summary>
public enum WebhookState
{
    /// <summary>It is told.</summary>
    Active,

    /// <summary>What happens is kept for it, and nothing is sent.</summary>
    Paused,

    /// <summary>It is no more, by its administrator or because its peer answered 410.</summary>
    Closed,
}
