using Funding.Domain.Refusing;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Security;

namespace Funding.Host.Api.Reads;

/// <summary>The entries behind the figures, for every role in its scope; the log itself, for auditors of the nation.</summary>
internal static class AuditReads
{
    private static readonly QueryDoc[] Log =
    [
        new("after", "Position after which to read; the start when absent.", "integer"), new("stream", "Events of one stream."), new("type", "Events of one type."),
    ];

    public static void MapAuditReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("audit/entries", OperationDoc.OfRead("Financial entries in scope, newest first.",
            [.. EntryFilter.Parameters, .. Docs.Moment, .. Docs.Page]),
            EntriesAsync);
        api.MapRead("audit/events", OperationDoc.OfRead("The log, oldest first (auditor of the nation); `Accept: application/x-ndjson` streams it whole.", [.. Log, .. Docs.Page]) with { Problems = [401, 403, 422] }, EventsAsync);
        api.MapRead("exports/events.ndjson", OperationDoc.OfRead("The whole log, one canonical line per event (auditor of the nation).") with { Problems = [401, 403, 422] }, ExportAsync);
    }

    private static async Task<IResult> EntriesAsync(ReadRequest request)
    {
        var (which, moment, page) = (EntryFilter.Read(request), request.Query.Moment(), request.Query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        if (which.Within(request.Caller, moment) is not { } asked) return ReadEndpoint.Ok(new Page<EntryRow>([], null), EntryAnswer.Of);
        var found = await request.Service<IAudit>().EntriesAsync(asked, page, request.Cancellation);
        return ReadEndpoint.Ok(found, EntryAnswer.Of, await request.Service<ISubjects>().AreSyntheticAsync(found.Items.Select(it => StreamId.OfCpts(it.CptsId)), request.Cancellation));
    }

    private static async Task<IResult> EventsAsync(ReadRequest request)
    {
        if (!request.Caller.ReadsLog()) return RejectionProblems.Of(new Forbidden());
        var (after, stream, type) = (request.Query.Position("after"), request.Query.Text("stream", 100), request.Query.Text("type", 100));
        var cursor = request.Query.Position("page[after]");
        var page = request.Query.Page();
        if (request.Refusal() is { } refusal) return refusal;
        var lines = request.Service<IAudit>().EventsAsync(cursor ?? after ?? 0, stream, type, request.Cancellation);
        return LinesAnswer.IsAsked(request.Http)
            ? new LedgerLines(lines)
            : await LedgerPage.ReadAsync(lines, page.Size, streams => request.Service<ISubjects>().AreSyntheticAsync(streams, request.Cancellation));
    }

    public static Task<IResult> ExportAsync(ReadRequest request)
    {
        if (!request.Caller.ReadsLog()) return Task.FromResult<IResult>(RejectionProblems.Of(new Forbidden()));
        if (request.Refusal() is { } refusal) return Task.FromResult(refusal);
        return Task.FromResult<IResult>(new LedgerLines(request.Service<IAudit>().EventsAsync(0, null, null, request.Cancellation), "events.ndjson"));
    }
}
