using System.Globalization;
using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Api.OpenApi;

namespace Funding.Host.Api.Reads;

/// <summary>Money by region, and envelopes: readable by every role.</summary>
internal static class RegionReads
{
    public static void MapRegionReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("regions/{code}/financing", OperationDoc.OfRead("The financing of CPTS in a region.", [.. Docs.Period, .. Docs.Moment]), RegionAsync);
        api.MapRead("regions/financing", OperationDoc.OfRead("The financing of CPTS in the 18 regions and in the nation.", [.. Docs.Period, .. Docs.Moment]), NationAsync);
        api.MapRead("fir-envelopes", OperationDoc.OfRead("FIR envelopes, newest year first.",
            [new("region", "INSEE code."), new("year", "Budget year.", "integer"), .. Docs.Moment, .. Docs.Page]), EnvelopesAsync);
    }

    private static async Task<IResult> RegionAsync(ReadRequest request)
    {
        var query = QueryOf(request);
        if (request.Refusal() is { } refusal) return refusal;
        var code = (string)request.Http.Request.RouteValues["code"]!;
        return ReadEndpoint.Ok(Answer(await request.Service<IRegions>().RegionAsync(code, query, request.Cancellation), query));
    }

    private static async Task<IResult> NationAsync(ReadRequest request)
    {
        var query = QueryOf(request);
        if (request.Refusal() is { } refusal) return refusal;
        var (regions, nation) = await request.Service<IRegions>().NationAsync(query, request.Cancellation);
        return ReadEndpoint.Ok(new { Regions = regions.Select(region => Answer(region, query)), National = Answer(nation, query), Synthetic = Flag(nation.Synthetic || regions.Any(region => region.Synthetic)) });
    }

    private static async Task<IResult> EnvelopesAsync(ReadRequest request)
    {
        var region = request.Query.Region("region", request.Service<IReferenceData>());
        var year = request.Query.Integer("year");
        var (moment, page) = (request.Query.Moment(), request.Query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        var found = Paging.Of(await request.Service<IRegions>().EnvelopesAsync(region, year, moment, request.Cancellation), page, it => string.Create(CultureInfo.InvariantCulture, $"{it.Year}-{it.RegionCode}"));
        return ReadEndpoint.Ok(found, it => Answer(it, new Links(moment)), found.Items.Any(item => item.Synthetic));
    }

    private static FinancingQuery QueryOf(ReadRequest request)
    {
        var query = new FinancingQuery(request.Query.Integer("budgetYear"), request.Query.Day("from"), request.Query.Day("to"), request.Query.Moment());
        if (query.From > query.To) request.Query.Fault("to", "La fin de la période précède son début.");
        return query;
    }

    private static object Answer(Financing it, FinancingQuery query) => new
    {
        it.RegionCode,
        Sources = SourcesAnswer.Of(it.Sources),
        it.Total,
        CptsByPhase = PhasesAnswer.Of(it.CptsByPhase),
        it.PopulationCovered,
        it.Envelope,
        Provenance = Opening(it, query),
        Synthetic = Flag(it.Synthetic),
    };

    /// <summary>What an envelope commits is counted whatever the period; the population is that of the CPTS <c>contracted</c> and <c>suspended</c>.</summary>
    private static object Opening(Financing it, FinancingQuery query)
    {
        var links = new Links(query.Moment);
        var which = Openings.OfFinancing(it.RegionCode, query);
        return new
        {
            Sources = links.Entries(which, Links.Source, Links.Kind),
            Total = links.Entries(which, Links.Kind),
            CptsByPhase = links.CptsByPhase(it.RegionCode),
            Envelope = it.Envelope is null ? null : new { Authorised = links.EnvelopeActs(it.RegionCode, query.BudgetYear), Committed = links.Entries(Openings.OfEnvelope(it.RegionCode, query.BudgetYear)) },
        };
    }

    private static object Answer(EnvelopeView it, Links links) => new
    {
        it.RegionCode, it.Year, it.Parts.Total, it.Parts.Fungible, it.Parts.RingFenced, it.Parts.Prevention, it.Parts.MedicoSocial, it.CptsShare,
        it.Figures.Authorised, it.Figures.Committed, it.Figures.Available,
        Notifications = it.Notifications.Select(notification => new
        {
            notification.Kind, notification.Reference, notification.EffectiveDate,
            notification.Parts.Total, notification.Parts.Fungible, notification.Parts.RingFenced, notification.Parts.Prevention, notification.Parts.MedicoSocial,
        }),
        Provenance = new { Authorised = links.EnvelopeActs(it.RegionCode, it.Year), Committed = links.Entries(Openings.OfEnvelope(it.RegionCode, it.Year)) },
        Synthetic = Flag(it.Synthetic),
    };

    private static bool? Flag(bool synthetic) => synthetic ? true : null;
}
