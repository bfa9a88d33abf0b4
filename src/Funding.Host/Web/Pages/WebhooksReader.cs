using Funding.Engine.Reading;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Administering;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Web.Administration;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the subscriptions and the log of one.</summary>
internal sealed class WebhooksReader(Subscriptions subscriptions, DeliveryLog log, ReferenceData reference, Visitor visitor)
{
    private const int Shown = 50;

    /// <summary>What was done by a form, by the word that leads back here.</summary>
    private static readonly Dictionary<string, string> Done = new(StringComparer.Ordinal)
    {
        ["suspension"] = "L’abonnement est suspendu : rien n’est envoyé, tout est conservé.", ["reprise"] = "Les envois reprennent.", ["cloture"] = "L’abonnement est clos.",
    };

    public Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
        => ShowAsync(query["id"].ToString(), query["after"], model => model with { Told = Done.GetValueOrDefault(query["fait"].ToString()), Closing = query["clore"] == "oui" }, cancellation: cancellation);

    /// <summary>The page, with what a form of it led to.</summary>
    public async Task<IResult> ShowAsync(string asked, string? after, Func<WebhooksModel, WebhooksModel> with, int? status = null, CancellationToken cancellation = default)
    {
        var region = visitor.Caller.RegionCode;
        var all = (await subscriptions.ListAsync(region, null, cancellation)).Concat(await subscriptions.ListAsync(region, WebhookState.Closed, cancellation))
            .Where(it => WebhookEndpoint.IsInScope(visitor.Caller, it.Region)).ToList();
        var chosen = asked.Length == 0 ? all.FirstOrDefault() : all.FirstOrDefault(it => it.Id.ToString() == asked);
        if (asked.Length > 0 && chosen is null) return Answers.NotFound();
        try
        {
            var page = new PageRequest(Shown, string.IsNullOrEmpty(after) ? null : after);
            var lines = new List<WebhookLine>();
            foreach (var webhook in all) lines.Add(new(webhook, await log.LaneAsync(webhook.Id, cancellation)));
            return Answers.Page<WebhooksPage>(with(new WebhooksModel
            {
                Webhooks = lines, Chosen = chosen, Reference = reference, Opening = AdminFields.Of(visitor.Caller, reference),
                Deliveries = chosen is null ? new Page<DeliveryEntry>([], null) : await log.ReadAsync(chosen.Id, page, cancellation),
            }), status);
        }
        catch (InvalidCursorException)
        {
            return Answers.NotFound();
        }
    }
}
