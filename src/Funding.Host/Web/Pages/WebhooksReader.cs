using Funding.Domain.Rights;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the subscriptions and the log of one.</summary>
internal sealed class WebhooksReader(Subscriptions subscriptions, DeliveryLog log, ReferenceData reference)
{
    private const int Shown = 50;

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var all = (await subscriptions.ListAsync(Caller.Nation, null, cancellation)).Concat(await subscriptions.ListAsync(Caller.Nation, WebhookState.Closed, cancellation)).ToList();
        var asked = query["id"].ToString();
        var chosen = asked.Length == 0 ? all.FirstOrDefault() : all.FirstOrDefault(it => it.Id.ToString() == asked);
        if (asked.Length > 0 && chosen is null) return Answers.NotFound();
        try
        {
            var page = new PageRequest(Shown, query["after"].ToString() is { Length: > 0 } after ? after : null);
            var lines = new List<WebhookLine>();
            foreach (var webhook in all) lines.Add(new(webhook, await log.LaneAsync(webhook.Id, cancellation)));
            return Answers.Page<WebhooksPage>(new WebhooksModel
            {
                Webhooks = lines, Chosen = chosen, Reference = reference,
                Deliveries = chosen is null ? new Page<DeliveryEntry>([], null) : await log.ReadAsync(chosen.Id, page, cancellation),
            });
        }
        catch (InvalidCursorException)
        {
            return Answers.NotFound();
        }
    }
}
