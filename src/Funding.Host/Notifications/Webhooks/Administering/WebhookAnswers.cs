using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Webhooks.Subscribing;

namespace Funding.Host.Notifications.Webhooks.Administering;

/// <summary>Subscriptions and deliveries as the API tells them.</summary>
internal static class WebhookAnswers
{
    /// <summary>A subscription with its lane and its secrets, which are told by when they were made, never themselves.</summary>
    public static object Of(Webhook it, LaneState lane, IEnumerable<StoredSecret> secrets, string? secret = null) => new
    {
        it.Id, it.Url, it.Types, RegionCode = it.Region, it.Description, it.State, it.OpenedAt, it.PausedAt, it.ClosedAt,
        Lane = new { lane.Failures, lane.OpenUntil, lane.Reason, lane.Waiting },
        Secrets = secrets.Select(one => new { one.Id, one.MadeAt, one.ValidUntil }),
        Secret = secret,
    };

    public static object Of(DeliveryEntry it) => new
    {
        it.Id, it.Type, Seq = it.Position, it.NoticeId, it.State, it.MadeAt, it.NextAt, it.SettledAt, it.Reason,
        Attempts = it.Attempts.Select(one => new { one.Attempt, one.At, one.Outcome, one.Status, one.Millis, one.Reason }),
    };

    /// <summary>What came back of a trial.</summary>
    public static object Of(SendOutcome outcome, long millis) => new { Outcome = outcome.Kind, outcome.Status, Millis = millis, outcome.Reason };
}
