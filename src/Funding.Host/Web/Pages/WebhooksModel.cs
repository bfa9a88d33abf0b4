using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Reference;
using Funding.Host.Web.Administration;

namespace Funding.Host.Web.Pages;

/// <summary>The subscriptions, and what was sent to one of them.</summary>
public sealed record WebhooksModel
{
    /// <summary>Open subscriptions, newest first, then those that were closed.</summary>
    public required IReadOnlyList<WebhookLine> Webhooks { get; init; }

    /// <summary>The one whose deliveries are shown; null when there is none.</summary>
    public required Webhook? Chosen { get; init; }

    /// <summary>Its deliveries, newest first.</summary>
    public required Page<DeliveryEntry> Deliveries { get; init; }

    /// <summary>What has just been done, in French; null when nothing was.</summary>
    public string? Told { get; init; }

    /// <summary>A secret that was just made, shown this once.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether it is asked once more if the chosen one is to be closed.</summary>
    public bool Closing { get; init; }

    /// <summary>The form that opens one.</summary>
    public required AdminFields Opening { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    /// <summary>The mainland's legal time, in which instants are shown.</summary>
    public TimeZoneInfo Zone => Reference.MainlandZone();

    /// <summary>The name of a subscription's region.</summary>
    public string RegionOf(Webhook webhook) => Reference.FindRegion(webhook.Region)?.Name ?? "Toutes";
}

/// <summary>A subscription with its lane.</summary>
public sealed record WebhookLine(Webhook Webhook, LaneState Lane);
