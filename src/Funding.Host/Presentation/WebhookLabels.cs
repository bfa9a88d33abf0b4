using System.Globalization;
using Funding.Engine.Naming;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Subscribing;

namespace Funding.Host.Presentation;

/// <summary>French words for subscriptions and what was sent to them.</summary>
internal static class WebhookLabels
{
    /// <summary>How a subscription is, with the state of its lane.</summary>
    public static string Of(Webhook webhook, LaneState lane, TimeZoneInfo zone) => webhook.State switch
    {
        WebhookState.Closed => "Clos",
        WebhookState.Paused => "Suspendu : rien n’est envoyé, tout est conservé",
        _ when lane.OpenUntil is { } until => $"En échec : prochain essai après le {French.Of(until, zone)}",
        _ when lane.Failures > 0 => "En échec : prochain essai imminent",
        _ => "Actif",
    };

    /// <summary>The state of a delivery.</summary>
    public static string OfState(string state) => state switch
    {
        "pending" => "En attente",
        "sent" => "Envoyé",
        "dead" => "Lettre morte",
        "discarded" => "Écarté",
        _ => state,
    };

    /// <summary>What became of an attempt, with the peer's code.</summary>
    public static string Of(AttemptEntry attempt)
        => Words(attempt.Outcome, attempt.Status, attempt.Millis);

    /// <summary>What became of a trial.</summary>
    public static string Of(SendOutcome outcome, long millis) => Words(Slug.Of(outcome.Kind), outcome.Status, millis);

    private static string Words(string outcome, int? code, long millis)
    {
        var what = outcome switch
        {
            "sent" => "reçu",
            "message-failed" => "message non reçu",
            "peer-failed" => "destinataire en échec",
            "refused" => "refusé",
            "gone" => "abonnement clos",
            "fault" => "erreur interne",
            var other => other,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what}{(code is { } status ? $" ({status})" : "")}, {millis} ms");
    }
}
