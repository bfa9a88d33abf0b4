using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Api.OpenApi;
using Funding.Host.Security;

namespace Funding.Host.Api.Reads;

/// <summary>What is to come: deadlines of the dossiers in scope, and what a region will owe by month, readable by every role.</summary>
internal static class OutlookReads
{
    private const int DefaultWithin = 30;
    private const int MostWithin = 3660;

    public static void MapOutlookReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("deadlines", OperationDoc.OfRead("What falls due on the dossiers in scope, and what is overdue; earliest first.",
            [
                new("within", $"Days from today, 0 to {MostWithin}; {DefaultWithin} by default. What is overdue is always told.", "integer"), new("region", "INSEE code."),
                new("cpts", "One CPTS.", "uuid"), new("kind", "A kind, such as `assessment`."), .. Docs.Moment, .. Docs.Page,
            ]), DeadlinesAsync);
        api.MapRead("regions/{code}/forecast", OperationDoc.OfRead($"What is owed by month over the coming {Forecast.Months} months from everything signed.", Docs.Moment), ForecastAsync);
        api.MapRead("regions/{code}/forecast/payables", OperationDoc.OfRead("The sums behind a forecast, on the dossiers in scope, earliest first.",
            [
                new("month", "`overdue`, `later`, or a month such as `2024-06`."), new("source", "`fir`, `aci` or `transformation`."),
                new("certainty", "`committed`, `signed` or `variable-at-most`."), .. Docs.Moment, .. Docs.Page,
            ]), PayablesAsync);
    }

    private static async Task<IResult> DeadlinesAsync(ReadRequest request)
    {
        var (caller, query) = (request.Caller, request.Query);
        var region = query.Region("region", request.Service<IReferenceData>());
        var within = query.Integer("within") ?? DefaultWithin;
        if (within > MostWithin) query.Fault("within", $"De 0 à {MostWithin} jours.");
        var (cpts, kind) = (query.Uuid("cpts"), query.Word<DeadlineKind>("kind"));
        var (moment, page) = (query.Moment(), query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        if (Scope.Of(caller, region, cpts) is not { } scope) return ReadEndpoint.Ok(new Page<DeadlineItem>([], null), it => DeadlineAnswer.Of(it, new Links(moment)));

        var outlooks = await request.Service<IOutlooks>().ReadAsync(scope.Dossiers, moment, request.Cancellation);
        var today = await request.Service<LegalToday>().ByRegionAsync(moment, request.Cancellation);
        var due = DeadlineItem.Within(outlooks, within, today).Where(it => kind is null || it.Deadline.Kind == kind).ToList();
        var found = Paging.Of(due, page, it => it.Key);
        return ReadEndpoint.Ok(found, it => DeadlineAnswer.Of(it, new Links(moment)), found.Items.Any(it => it.Outlook.Synthetic));
    }

    private static async Task<IResult> ForecastAsync(ReadRequest request)
    {
        var code = (string)request.Http.Request.RouteValues["code"]!;
        var moment = request.Query.Moment();
        if (request.Refusal() is { } refusal) return refusal;
        var outlooks = await request.Service<IOutlooks>().ReadAsync(new DossierQuery(code), moment, request.Cancellation);
        var today = await request.Service<LegalToday>().ByRegionAsync(moment, request.Cancellation);
        return ReadEndpoint.Ok(ForecastAnswer.Of(code, Forecast.Of(outlooks.SelectMany(it => it.Payables), today(code)), outlooks.Any(it => it.Synthetic), new Links(moment)));
    }

    private static async Task<IResult> PayablesAsync(ReadRequest request)
    {
        var (code, query) = ((string)request.Http.Request.RouteValues["code"]!, request.Query);
        var (month, source, certainty) = (query.ForecastMonth("month"), query.Word<FundingSource>("source"), query.Word<PayableCertainty>("certainty"));
        var (moment, page) = (query.Moment(), query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        var links = new Links(moment);
        if (Scope.Of(request.Caller, code) is not { } scope) return ReadEndpoint.Ok(new Page<DossierPayable>([], null), it => PayableAnswer.Of(it, links));
        var outlooks = await request.Service<IOutlooks>().ReadAsync(scope.Dossiers, moment, request.Cancellation);
        var today = (await request.Service<LegalToday>().ByRegionAsync(moment, request.Cancellation))(code);
        var wanted = DossierPayable.Of(outlooks, today, month, source).Where(it => certainty is null || it.Payable.Certainty == certainty);
        var found = Paging.Of(wanted.ToList(), page, it => it.Key);
        return ReadEndpoint.Ok(found, it => PayableAnswer.Of(it, links), found.Items.Any(it => it.Outlook.Synthetic));
    }
}
