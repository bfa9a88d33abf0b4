using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Engine.Acting;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Http;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Api.Reads;
using Funding.Host.Notifications.Webhooks.Subscribing;

namespace Funding.Host.Notifications.Webhooks.Administering;

/// <summary>A request about webhooks, by an administrator.</summary>
internal sealed record WebhookRequest(ReadRequest Read, ReadBody Body, Idempotency? Key)
{
    public CancellationToken Cancellation => Read.Cancellation;

    public Subscriptions Subscriptions => Read.Service<Subscriptions>();

    /// <summary>
    /// The id of what the request makes: with an idempotency key the same each time that person uses it at that address, so that a
    /// request made again finds what it made.
    /// </summary>
    public Guid IdToMake() => Key is null ? Guid.CreateVersion7() : Engine.StableId.Of(Read.Caller.Person, Read.Http.Request.Path, Key.Key);

    /// <summary>The subscription of the address in the caller's scope, or null.</summary>
    public async Task<Webhook?> WebhookAsync()
        => PathIds.Cpts(Read.Http.Request.RouteValues) is { } id && await Subscriptions.FindAsync(id, Cancellation) is { } found && WebhookEndpoint.IsInScope(Read.Caller, found.Region) ? found : null;
}

/// <summary>What the addresses of webhooks have in common: shape, caller, role, parameters, in this order.</summary>
internal static class WebhookEndpoint
{
    private const string Tag = "Webhooks";

    /// <summary>Whether an administrator may see and change what concerns a region (<c>*</c> for the nation).</summary>
    public static bool IsInScope(Caller caller, string region) => caller.Role == Role.Admin && caller.Departments.Count == 0 && caller.Covers(region);

    public static void MapWebhook(this IEndpointRouteBuilder api, string pattern, string summary, Func<WebhookRequest, Task<IResult>> read, params IReadOnlyList<QueryDoc> query)
        => api.MapGet(pattern, (Delegate)(Func<HttpContext, Task<IResult>>)(http => RunAsync(http, read))).WithMetadata(new OperationDoc(Tag, summary) { Query = query, Problems = [401, 403, 404, 422] });

    /// <summary>An act; an unknown parameter of its address is refused before it is done.</summary>
    public static void MapWebhookAct(this IEndpointRouteBuilder api, HttpMethod method, string pattern, string summary, IReadOnlyList<Field> fields, Func<WebhookRequest, Task<IResult>> act)
        => api.MapMethods(pattern, [method.Method], (Delegate)(Func<HttpContext, Task<IResult>>)(http => ActAsync(http, fields, act)))
            .WithMetadata(new OperationDoc(Tag, summary) { Body = fields.Count > 0 ? fields : null, Problems = fields.Count > 0 ? [400, 401, 403, 413, 415, 422] : [400, 401, 403, 404, 409, 413, 415, 422], Creates = fields.Count > 0, TakesKey = method == HttpMethod.Post });

    private static async Task<IResult> ActAsync(HttpContext http, IReadOnlyList<Field> fields, Func<WebhookRequest, Task<IResult>> act)
    {
        var (body, problem) = await BodyReader.ReadAsync(http.Request, fields, http.RequestAborted);
        if (body is null) return problem!;
        var (key, badKey) = ActHeaders.Idempotency(http.Request, body.Bytes.Span);
        if (badKey is not null) return badKey;
        return await ReadEndpoint.RunAsync(http, async request =>
        {
            if (request.Caller.Role != Role.Admin) return RejectionProblems.Of(new Forbidden());
            return request.Refusal() ?? await act(new WebhookRequest(request, body, key));
        });
    }

    private static Task<IResult> RunAsync(HttpContext http, Func<WebhookRequest, Task<IResult>> read) => ReadEndpoint.RunAsync(http, async request
        => request.Caller.Role == Role.Admin ? await read(new WebhookRequest(request, Nothing, null)) : RejectionProblems.Of(new Forbidden()));

    private static ReadBody Nothing { get; } = new(default, Api.Bodies.Body.Empty, new Findings());
}
