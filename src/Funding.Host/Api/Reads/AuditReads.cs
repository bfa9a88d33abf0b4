using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Domain.Views;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>The entries behind the figures, for every role in its scope; the log itself, for auditors.</summary>
internal static class AuditReads
{
    private static readonly QueryDoc[] Log =
    [
        new("after", "Position after which to read; the start when absent.", "integer"), new("stream", "Events of one stream."), new("type", "Events of one type."),
    ];

    /// <summary>The parameters that choose entries.</summary>
    public static readonly QueryDoc[] Which =
        [new("region", "INSEE code."), new("source", "`fir`, `aci` or `transformation`."), new("kind", "Such as `paid`."), new("cpts", "Id of a CPTS."), .. Docs.Period, .. Docs.Moment];

    public static void MapAuditReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("audit/entries", OperationDoc.OfRead("Financial entries in scope, newest first.",
            [.. Which, .. Docs.Page]),
            EntriesAsync);
        api.MapRead("audit/events", OperationDoc.OfRead("The log, oldest first (auditor); `Accept: application/x-ndjson` streams it whole.", [.. Log, .. Docs.Page]) with { Problems = [401, 403, 422] }, EventsAsync);
        api.MapRead("exports/events.ndjson", OperationDoc.OfRead("The whole log, one canonical line per event (auditor).") with { Problems = [401, 403] }, ExportAsync);
    }

    private static async Task<IResult> EntriesAsync(ReadRequest request)
    {
        var page = request.Query.Page();
        var asked = EntriesOf(request);
        if (request.Refusal() is { } refusal) return refusal;
        return ReadEndpoint.Ok(asked is null ? new Page<EntryRow>([], null) : await request.Service<IAudit>().EntriesAsync(asked, page, request.Cancellation), Answer);
    }

    /// <summary>The entries asked for, within the caller's scope; null when nothing is left of it.</summary>
    public static EntryQuery? EntriesOf(ReadRequest request)
    {
        var query = request.Query;
        var region = query.Region("region", request.Service<IReferenceData>());
        var (source, kind, cpts, year) = (query.Word<FundingSource>("source"), query.Word<EntryKind>("kind"), query.Uuid("cpts"), query.Integer("budgetYear"));
        var (from, to, moment) = (query.Day("from"), query.Day("to"), query.Moment());
        return Scope.Of(request.Caller, region, cpts) is { } scope ? new EntryQuery(scope.RegionCode, scope.Departments, source, year, from, to, kind, scope.CptsId, moment) : null;
    }

    private static async Task<IResult> EventsAsync(ReadRequest request)
    {
        if (request.Caller.Role != Role.Auditor) return RejectionProblems.Of(new Forbidden());
        var (after, stream, type) = (request.Query.Position("after"), request.Query.Text("stream", 100), request.Query.Text("type", 100));
        var cursor = request.Query.Position("page[after]");
        var page = request.Query.Page();
        if (request.Refusal() is { } refusal) return refusal;
        var lines = request.Service<IAudit>().EventsAsync(cursor ?? after ?? 0, stream, type, request.Cancellation);
        return request.Http.Request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals(LedgerLines.MediaType, StringComparison.OrdinalIgnoreCase))
            ? new LedgerLines(lines)
            : await LedgerPage.ReadAsync(lines, page.Size);
    }

    private static Task<IResult> ExportAsync(ReadRequest request)
    {
        if (request.Caller.Role != Role.Auditor) return Task.FromResult<IResult>(RejectionProblems.Of(new Forbidden()));
        return Task.FromResult<IResult>(new LedgerLines(request.Service<IAudit>().EventsAsync(0, null, null, request.Cancellation), "events.ndjson"));
    }

    /// <summary>The names are those of LIFECYCLE section 6.</summary>
    private static object Answer(EntryRow it) => new
    {
        Seq = it.Position, Event = it.EventId, it.RecordedAt, it.EffectiveDate, Cpts = it.CptsId, Region = it.RegionCode, Department = it.DepartmentCode,
        it.Source, it.BudgetYear, Commitment = it.CommitmentId, it.Instalment, it.Kind, it.Amount,
    };
}
