using Funding.Domain.Notifying;
using Funding.Domain.Refusing;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Api.Reads;
using Funding.Host.Presentation;

namespace Funding.Host.Notifications.Inbox;

/// <summary>The inbox: what was told to the caller's role in her scope, and what of it she has read.</summary>
internal static class InboxApi
{
    private static readonly IntegerField UpTo = new("upTo", "The greatest number shown; what was told after it stays unread. All when absent.") { Example = 120 };

    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        api.MapRead("notifications", Doc("What was told to your role in your scope, newest first, and how many you have not read (counted up to 1000).") with
        {
            Query =
            [
                new("unread", "`true` for those not read, `false` for those read."), new("kind", "A kind, such as `instalment-overdue`."), .. Docs.Page,
            ],
        }, ListAsync);
        api.MapWrite(HttpMethods.Post, "notifications/{id}/read", Doc("Mark a notification as read."), [], async (request, _) =>
            !await request.Service<IInbox>().MarkReadAsync(request.Caller, Guid.Parse((string)request.Http.Request.RouteValues["id"]!), request.Cancellation)
                ? RejectionProblems.Of(new NotFound()) : await UnreadAsync(request));
        api.MapWrite(HttpMethods.Post, "notifications/read-all", Doc("Mark all notifications as read, or those up to a number."), [UpTo], async (request, body) =>
        {
            await request.Service<IInbox>().MarkAllReadAsync(request.Caller, body.MaybeValue(UpTo), request.Cancellation);
            return await UnreadAsync(request);
        });
    }

    /// <summary>What the OpenAPI document says of operations here.</summary>
    internal static OperationDoc Doc(string summary) => new("Notifications", summary);

    private static async Task<IResult> ListAsync(ReadRequest request)
    {
        var (query, inbox) = (request.Query, request.Service<IInbox>());
        var unread = query.Text("unread");
        if (unread is not (null or "true" or "false")) query.Fault("unread", "`true` ou `false` est attendu.");
        var kind = query.Word<NoticeKind>("kind");
        var page = query.Page();
        if (request.Refusal() is { } refusal) return refusal;
        var found = await inbox.ReadAsync(request.Caller, new InboxQuery(kind, unread is null ? null : unread == "true"), page, request.Cancellation);
        return ReadEndpoint.Ok(new { Items = found.Items.Select(Of), found.Next, Unread = await inbox.UnreadAsync(request.Caller, request.Cancellation) });
    }

    private static async Task<IResult> UnreadAsync(ReadRequest request)
        => ReadEndpoint.Ok(new { Unread = await request.Service<IInbox>().UnreadAsync(request.Caller, request.Cancellation) });

    private static object Of(InboxItem it) => new
    {
        it.Id, it.Number, it.Kind, it.At, it.RegionCode, it.CptsId, it.CptsName, it.Title, Text = string.Join("\n\n", it.Paragraphs), it.Link, it.Read,
        it.Notice?.On, it.Notice?.By, it.Notice?.CommitmentId, it.Notice?.Source, it.Notice?.Instalment, it.Notice?.Amount, it.Notice?.BudgetYear,
        it.Notice?.Contract, it.Notice?.Year, it.Notice?.Mission, it.Notice?.Roles,
        Label = it.Notice is { } notice ? NoticeLabels.Of(notice.Kind) : null,
        Synthetic = it.Synthetic ? true : (bool?)null,
    };
}
