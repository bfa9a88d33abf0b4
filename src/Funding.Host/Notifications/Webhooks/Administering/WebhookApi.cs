using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Api.Json;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Api.Reads;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Webhooks.Administering;

/// <summary>Subscriptions, for administrators: national ones for all, regional ones for those of their region.</summary>
internal static class WebhookApi
{
    private static readonly QueryDoc[] Page = [new("page[size]", "Up to 1 000, 50 unless said.", "integer"), new("page[after]", "The `next` of the page before.")];

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        api.MapWebhookAct(HttpMethod.Post, "webhooks", "Subscribe to events and notices (admin); the secret that messages are signed with is shown once.", WebhookFields.All, OpenAsync);
        api.MapWebhook("webhooks", "Subscriptions in scope, newest first (admin).", ListAsync, [new("state", "`active`, `paused` or `closed`; those not closed when absent."), .. Page]);
        api.MapWebhook("webhooks/{id}", "A subscription, with the state of its lane (admin).", FindAsync);
        api.MapWebhook("webhooks/{id}/deliveries", "What was sent to it, newest first, each with its attempts (admin).", DeliveriesAsync, Page);
        api.MapWebhookAct(HttpMethod.Post, "webhooks/{id}/secrets", "Give it a new secret, shown once; the former goes on signing too for a while (admin).", [], request => OnOpenAsync(request, RotateAsync));
        api.MapWebhookAct(HttpMethod.Post, "webhooks/{id}/pause", "Send nothing more; what happens is kept for later (admin).", [], request => OnOpenAsync(request, PauseAsync));
        api.MapWebhookAct(HttpMethod.Post, "webhooks/{id}/resumption", "Send again, at once what waits (admin).", [], request => OnOpenAsync(request, ResumeAsync));
        api.MapWebhookAct(HttpMethod.Post, "webhooks/{id}/test", "Send a ping outside the queue, and tell what came back (admin).", [], request => OnOpenAsync(request, PingAsync));
        api.MapWebhookAct(HttpMethod.Delete, "webhooks/{id}", "Close it for good: what waits for it is discarded (admin).", [], CloseAsync);
    }

    private static async Task<IResult> OpenAsync(WebhookRequest request)
    {
        var asked = WebhookFields.Read(request.Body.Value);
        var faults = request.Body.Findings.Values.Concat(WebhookFields.Faults(request.Body.Value, request.Read.Service<WebhookSettings>(), request.Read.Service<IReferenceData>())).ToList();
        if (faults.Count > 0) return RejectionProblems.Of(new Invalid([.. faults]));
        if (!WebhookEndpoint.IsInScope(request.Read.Caller, asked.Region)) return RejectionProblems.Of(new Forbidden());
        var id = request.IdToMake();
        var secret = await request.Subscriptions.OpenAsync(id, asked, request.Cancellation) ?? await request.Subscriptions.FirstSecretAsync(id, request.Cancellation);
        var webhook = (await request.Subscriptions.FindAsync(id, request.Cancellation))!;
        if (new NewWebhook(webhook.Url, webhook.Types, webhook.Region, webhook.Description) != asked) return RejectionProblems.Of(new IdempotencyKeyReused());
        request.Read.Http.Response.Headers.Location = $"/api/v1/webhooks/{id}";
        return Results.Json(await AnswerAsync(request, webhook, secret?.Secret), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(WebhookRequest request)
    {
        var (state, page) = (request.Read.Query.Word<WebhookState>("state"), request.Read.Query.Page());
        if (request.Read.Refusal() is { } refusal) return refusal;
        var inScope = (await request.Subscriptions.ListAsync(request.Read.Caller.RegionCode, state, request.Cancellation)).Where(it => WebhookEndpoint.IsInScope(request.Read.Caller, it.Region)).ToList();
        var found = Paging.Of(inScope, page, it => it.Id.ToString());
        var items = new List<object>();
        foreach (var webhook in found.Items) items.Add(await AnswerAsync(request, webhook));
        return ReadEndpoint.Ok(new Page<object>(items, found.Next), it => it);
    }

    private static async Task<IResult> FindAsync(WebhookRequest request)
        => request.Read.Refusal() ?? (await request.WebhookAsync() is { } webhook ? ReadEndpoint.Ok(await AnswerAsync(request, webhook)) : RejectionProblems.Of(new NotFound()));

    private static async Task<IResult> DeliveriesAsync(WebhookRequest request)
    {
        var page = request.Read.Query.Page();
        if (await request.WebhookAsync() is not { } webhook) return RejectionProblems.Of(new NotFound());
        return request.Read.Refusal() ?? ReadEndpoint.Ok(await request.Read.Service<DeliveryLog>().ReadAsync(webhook.Id, page, request.Cancellation), WebhookAnswers.Of);
    }

    private static async Task<IResult> RotateAsync(WebhookRequest request, Webhook webhook)
    {
        var secret = await request.Subscriptions.RotateAsync(webhook.Id, request.IdToMake(), request.Cancellation);
        return ReadEndpoint.Ok(await AnswerAsync(request, webhook, secret?.Secret));
    }

    private static async Task<IResult> PauseAsync(WebhookRequest request, Webhook webhook)
    {
        await request.Subscriptions.PauseAsync(webhook.Id, request.Cancellation);
        return await FindAsync(request);
    }

    private static async Task<IResult> ResumeAsync(WebhookRequest request, Webhook webhook)
    {
        await request.Subscriptions.ResumeAsync(webhook.Id, request.Cancellation);
        return await FindAsync(request);
    }

    private static async Task<IResult> PingAsync(WebhookRequest request, Webhook webhook)
    {
        var (outcome, millis) = await request.Read.Service<WebhookChannel>().PingAsync(webhook, request.Cancellation);
        return ReadEndpoint.Ok(WebhookAnswers.Of(outcome, millis));
    }

    private static async Task<IResult> CloseAsync(WebhookRequest request)
    {
        if (await request.WebhookAsync() is not { } webhook) return RejectionProblems.Of(new NotFound());
        await request.Subscriptions.CloseAsync(webhook.Id, "L'abonnement a été clos.", null, request.Cancellation);
        return await FindAsync(request);
    }

    private static async Task<IResult> OnOpenAsync(WebhookRequest request, Func<WebhookRequest, Webhook, Task<IResult>> act)
        => await request.WebhookAsync() is not { } webhook ? RejectionProblems.Of(new NotFound())
            : webhook.State == WebhookState.Closed ? new Problem(409, "webhook-closed", "Abonnement clos", "Cet abonnement est clos : ouvrez-en un autre.")
            : await act(request, webhook);

    private static async Task<object> AnswerAsync(WebhookRequest request, Webhook webhook, string? secret = null)
        => WebhookAnswers.Of(
            webhook, await request.Read.Service<DeliveryLog>().LaneAsync(webhook.Id, request.Cancellation), await request.Subscriptions.SecretsAsync(webhook.Id, request.Cancellation), secret);
}
