using Funding.Domain.Refusing;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Api.Reads;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Security;

namespace Funding.Host.Notifications.DeadLetters;

/// <summary>Dead letters, for administrators of the nation: whom a message was for may be anywhere.</summary>
internal static class DeadLetterApi
{
    private static readonly TextField Channel = new("channel", "Only those of a channel: `email` or `webhook`.", 40) { Example = "email" };
    private static readonly UuidField Destination = new("destination", "Only those for one mailbox or webhook.");
    private static readonly TextField Reason = new("reason", "Why nobody needs it any more.", 500) { IsRequired = true, Example = "Adresse remplacée." };

    /// <summary>What is asked of who discards one.</summary>
    public static IReadOnlyList<Field> Discarding { get; } = [Reason];

    private static readonly OperationDoc Doc = new("Messages en échec", "") { Problems = [401, 403, 404, 422] };

    public static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        api.MapRead("dead-letters", Doc with
        {
            Summary = "Messages that were given up, newest first (national admin).",
            Query = [new("channel", "`email` or `webhook`."), new("destination", "Id of a mailbox or webhook.", "uuid"), .. Docs.Page],
        }, request => AsAdminAsync(request, ListAsync));
        api.MapRead("dead-letters/{id}", Doc with { Summary = "One of them, with its attempts and what it would say (national admin)." }, request => AsAdminAsync(request, FindAsync));
        api.MapWrite(HttpMethods.Post, "dead-letters/{id}/replay", Doc with { Summary = "Send it again, under the same id (national admin)." }, [],
            (request, _) => AsAdminAsync(request, it => DecideAsync(it, (letters, id) => letters.ReplayAsync(id, it.Caller.Person, it.Cancellation))));
        api.MapWrite(HttpMethods.Post, "dead-letters/{id}/discard", Doc with { Summary = "Give it up for good (national admin)." }, Discarding,
            (request, body) => AsAdminAsync(request, it => DecideAsync(it, (letters, id) => letters.DiscardAsync(id, ReasonOf(body), it.Caller.Person, it.Cancellation))));
        api.MapWrite(HttpMethods.Post, "dead-letters/replay", Doc with { Summary = "Send all of them again, or those of a channel or destination (national admin)." }, [Channel, Destination],
            (request, body) => AsAdminAsync(request, async it => ReadEndpoint.Ok(new
            {
                Replayed = await it.Service<IDeadLetters>().ReplayAsync(new DeadLetterQuery(body.Maybe(Channel), body.MaybeValue(Destination)), it.Caller.Person, it.Cancellation),
            })));
    }

    private static async Task<IResult> AsAdminAsync(ReadRequest request, Func<ReadRequest, Task<IResult>> then)
        => request.Caller.AdministersNation() ? await then(request) : RejectionProblems.Of(new Forbidden());

    private static async Task<IResult> ListAsync(ReadRequest request)
    {
        var (query, page) = (new DeadLetterQuery(request.Query.Text("channel", 40), request.Query.Uuid("destination")), request.Query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        return ReadEndpoint.Ok(await request.Service<IDeadLetters>().ListAsync(query, page, request.Cancellation), DeadLetterAnswers.Of);
    }

    private static async Task<IResult> FindAsync(ReadRequest request)
    {
        if (request.Refusal() is { } refusal) return refusal;
        return await request.Service<IDeadLetters>().FindAsync(IdOf(request), request.Cancellation) is { } found
            ? ReadEndpoint.Ok(DeadLetterAnswers.Of(found, await request.Service<DeadLetterContents>().OfAsync(found.Letter, request.Cancellation)))
            : RejectionProblems.Of(new NotFound());
    }

    /// <summary>Deciding twice is deciding once: a message that is no dead letter any more is told as it is.</summary>
    private static async Task<IResult> DecideAsync(ReadRequest request, Func<IDeadLetters, Guid, Task<DeliveryState?>> decide)
    {
        var id = IdOf(request);
        return await decide(request.Service<IDeadLetters>(), id) is { } state ? ReadEndpoint.Ok(new { Id = id, State = state }) : RejectionProblems.Of(new NotFound());
    }

    /// <summary>Why one is discarded.</summary>
    public static string ReasonOf(Body body) => body.Of(Reason);

    private static Guid IdOf(ReadRequest request) => Guid.Parse((string)request.Http.Request.RouteValues["id"]!);
}
