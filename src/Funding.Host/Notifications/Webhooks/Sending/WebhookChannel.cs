using System.Diagnostics;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Webhooks.Subscribing;

namespace Funding.Host.Notifications.Webhooks.Sending;

/// <summary>Sends messages to the receivers of webhooks, each signed with every secret that is valid.</summary>
internal sealed class WebhookChannel(Subscriptions subscriptions, WebhookSecrets secrets, CloudEvents bodies, WebhookSender sender, TimeProvider time, ILogger<WebhookChannel> log) : IChannel
{
    private const string Closed = "L'abonnement est clos.";

    /// <inheritdoc/>
    public string Name => Webhook.Channel;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(DueMessage message, CancellationToken cancellation)
    {
        if (await subscriptions.FindAsync(message.Destination, cancellation) is not { State: not WebhookState.Closed } webhook) return new(SendOutcomeKind.Gone, Closed);
        if (webhook.State == WebhookState.Paused) return new(SendOutcomeKind.PeerFailed, "L'abonnement est suspendu.");
        var body = await bodies.OfAsync(message.Position, message.NoticeId, message.HeadSize, cancellation);
        if (body is null) return new(SendOutcomeKind.Refused, "Ce qui devait être envoyé n'existe pas.");
        var outcome = await SignAndSendAsync(webhook, message.Id, body, cancellation);
        if (outcome.Kind != SendOutcomeKind.Gone) return outcome;
        log.LogWarning("The receiver of webhook {WebhookId} answered 410: its subscription is closed", webhook.Id);
        await subscriptions.CloseAsync(webhook.Id, "Le destinataire a répondu 410.", message.Id, cancellation);
        return outcome;
    }

    /// <summary>Sends a message that tells nothing, outside the queue and whatever the state of the lane, and tells what came back and in how many milliseconds.</summary>
    public async Task<(SendOutcome Outcome, long Millis)> PingAsync(Webhook webhook, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        var started = Stopwatch.GetTimestamp();
        var outcome = await SignAndSendAsync(webhook, id, bodies.OfPing(id, webhook.Id, time.GetUtcNow()), cancellation);
        return (outcome, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task<SendOutcome> SignAndSendAsync(Webhook webhook, Guid id, byte[] body, CancellationToken cancellation)
    {
        var opened = (await subscriptions.SecretsAsync(webhook.Id, cancellation)).Select(stored => secrets.Open(stored.Rested)).ToList();
        // One that cannot be opened may be the only one that the receiver knows: rather send nothing than what it must refuse.
        if (opened.Count == 0 || opened.Contains(null))
            return new(SendOutcomeKind.PeerFailed, "Le secret est chiffré sous une clé que cet hôte n'a pas (Funding__Notifications__Webhooks__SecretsKey).");
        return await sender.SendAsync(new Uri(webhook.Url), id.ToString(), body, opened.OfType<string>().ToList(), cancellation);
    }
}
