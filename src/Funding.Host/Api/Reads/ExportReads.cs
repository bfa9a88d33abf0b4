using System.Globalization;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Engine.Clocks;
using Funding.Engine.Ledger;
using Funding.Engine.Reading;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Exporting;
using Funding.Host.Exporting.Csv;
using Funding.Host.Exporting.Dossiers;
using Funding.Host.Exporting.Scdl;
using Funding.Host.Exporting.Workbook;
using Funding.Host.Security;

namespace Funding.Host.Api.Reads;

/// <summary>What leaves the record as files, each in the scope of who asks.</summary>
internal static class ExportReads
{
    /// <summary>How many conventions the file of open data leaves out; <c>exports/scdl/late</c> tells which.</summary>
    public const string LeftOutHeader = "Funding-Left-Out";

    /// <summary>The instant that an export is made at: the same question with it as <c>asOf</c> has the same file.</summary>
    public const string AsOfHeader = "Funding-As-Of";

    private static readonly QueryDoc[] Grants = [new("region", "INSEE code."), new("budgetYear", "Of the grants.", "integer")];

    public static void MapExportReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("exports/entries.csv", OperationDoc.OfRead("Financial entries in scope as CSV, oldest first, streamed; euros with a decimal point.", [.. EntryFilter.Parameters, .. Docs.Moment]) with { Problems = [401, 422, 503], MediaType = CsvOut.MediaType }, EntriesAsync);
        api.MapRead("exports/scdl", OperationDoc.OfRead(
            "Open data of grants: CSV of the schema SCDL « subventions » v2.1.1, a row per beneficiary, convention and budget year above 23 000 €. `Funding-Left-Out` counts what cannot be a row.",
            [.. Grants, .. Docs.Moment]) with { Problems = [401, 422, 503], MediaType = CsvOut.MediaType }, ScdlAsync);
        api.MapRead("exports/scdl/late", OperationDoc.OfRead(
            "Conventions past their three months of publication, earliest first, and those that the file leaves out, with why.",
            [.. Grants, new("publishedAsOf", "When the file that is on line was made: what it held is not late.", "date-time"), .. Docs.Moment]) with { Problems = [401, 422, 503] }, LateAsync);
        api.MapRead("exports/financing.xlsx", OperationDoc.OfRead(
            "The financing of CPTS as a workbook: a sheet per region, one of the nation whose sums are formulas, one of sources. CPTS one by one where the whole region is in scope.",
            [new("budgetYear", "Of the commitments.", "integer"), .. Docs.Moment]) with { Problems = [401, 422, 503], MediaType = FinancingWorkbook.MediaType }, FinancingAsync);
        api.MapRead("exports/cpts/{id}.pdf", OperationDoc.OfRead(
            "The paper dossier of a CPTS, in French: money, contracts, commitments with their instalments and events, timeline; the head of the ledger, the moment and the number on each page.",
            Docs.Moment) with { Problems = [401, 404, 422, 503], MediaType = DossierDocument.MediaType }, PaperAsync);
    }

    public static async Task<IResult> EntriesAsync(ReadRequest request)
    {
        var (which, asked) = (EntryFilter.Read(request), request.Query.Moment());
        if (request.Refusal() is { } refusal) return refusal;
        var moment = await PinAsync(request, asked);
        var rows = which.Within(request.Caller, moment) is not { } query ? AsyncEnumerable.Empty<EntryRow>() : request.Service<IAudit>().AllEntriesAsync(query, request.Cancellation);
        return await ExportAnswer.OfCsvAsync("entries.csv", EntryCsv.Header, rows.Select(EntryCsv.Cells), request.Cancellation);
    }

    public static async Task<IResult> ScdlAsync(ReadRequest request)
    {
        var (query, year, asked) = GrantsOf(request);
        if (request.Refusal() is { } refusal) return refusal;
        var moment = await PinAsync(request, asked);
        var file = query is null ? new ScdlFile([], []) : await request.Service<ScdlExport>().FileAsync(query, year, moment, request.Cancellation);
        request.Http.Response.Headers[LeftOutHeader] = file.LeftOut.Count.ToString(CultureInfo.InvariantCulture);
        return await ExportAnswer.OfCsvAsync(
            $"scdl-subventions{Part(query?.RegionCode)}{Part(year)}.csv", ScdlSchema.Fields.Select(field => field.Name), file.Rows.ToAsyncEnumerable(), request.Cancellation);
    }

    private static async Task<IResult> LateAsync(ReadRequest request)
    {
        var publishedAsOf = request.Query.Instant("publishedAsOf");
        var (query, year, asked) = GrantsOf(request);
        if (request.Refusal() is { } refusal) return refusal;
        var moment = await PinAsync(request, asked);
        if (query is null) return ReadEndpoint.Ok(new { Items = Array.Empty<object>(), LeftOut = Array.Empty<object>() });
        var export = request.Service<ScdlExport>();
        var late = await export.LateAsync(query, year, publishedAsOf, moment, request.Cancellation);
        var file = await export.FileAsync(query, year, moment, request.Cancellation);
        return ReadEndpoint.Ok(new
        {
            Items = late.Select(it => new { Convention = Answer(it.Convention), it.PublishBy, it.DaysLate }),
            LeftOut = file.LeftOut.Select(it => new { Convention = Answer(it.Convention), it.Obstacles }),
        });
    }

    public static async Task<IResult> FinancingAsync(ReadRequest request)
    {
        var (year, asked) = (request.Query.Integer("budgetYear"), request.Query.Moment());
        if (request.Refusal() is { } refusal) return refusal;
        var moment = await PinAsync(request, asked);
        var book = await request.Service<FinancingBooks>().ReadAsync(year, moment, request.Caller.SeesAllOf, request.Cancellation);
        return ExportAnswer.Of($"financement-cpts{Part(year)}.xlsx", FinancingWorkbook.MediaType, FinancingWorkbook.Write(book));
    }

    public static async Task<IResult> PaperAsync(ReadRequest request)
    {
        var (view, problem) = await DossierReads.FindAsync(request);
        if (view is null) return problem!;
        return await request.Service<DossierPapers>().WriteAsync(view.Id, await PinAsync(request, request.Query.Moment()), request.Cancellation) is { } file
            ? ExportAnswer.Of($"dossier-{view.Id}.pdf", DossierDocument.MediaType, file)
            : RejectionProblems.Of(new NotFound());
    }

    /// <summary>One instant for all that an export reads, told beside it.</summary>
    private static async Task<Moment> PinAsync(ReadRequest request, Moment asked)
    {
        var moment = await request.Service<DomainClock>().PinAsync(asked, request.Cancellation);
        request.Http.Response.Headers[AsOfHeader] = LedgerInstant.Text(moment.AsOf!.Value);
        return moment;
    }

    private static (DossierQuery? Query, int? Year, Moment Moment) GrantsOf(ReadRequest request)
    {
        var region = request.Query.Region("region", request.Service<IReferenceData>());
        var (year, moment) = (request.Query.Integer("budgetYear"), request.Query.Moment());
        return (Scope.Of(request.Caller, region) is { } scope ? scope.Dossiers : null, year, moment);
    }

    private static object Answer(GrantConvention it) => new
    {
        Cpts = it.Cpts.Id, Name = it.Cpts.State.Name.Latest, Region = it.Cpts.State.RegionCode, it.BudgetYear, it.Reference, it.SignedOn, it.Amount,
        Commitments = it.Grants.Select(grant => grant.Ref.Id),
    };

    private static string Part(object? value) => value is null ? "" : string.Create(CultureInfo.InvariantCulture, $"-{value}");
}
