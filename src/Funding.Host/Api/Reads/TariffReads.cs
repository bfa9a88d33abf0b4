using Funding.Domain.Refusing;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>ACI tariffs: readable by every role, since every contract rests on them.</summary>
internal static class TariffReads
{
    public static void MapTariffReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("aci-tariffs", OperationDoc.OfRead("ACI tariffs with their cells, the latest first; a cell without an amount is to be entered.", [.. Docs.Moment, .. Docs.Page]), ListAsync);
        api.MapRead("aci-tariffs/{tariff}", OperationDoc.OfRead("An ACI tariff; each cell with all that was entered in it.", Docs.Moment), TariffAsync);
    }

    private static async Task<IResult> ListAsync(ReadRequest request)
    {
        var (moment, page) = (request.Query.Moment(), request.Query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        var all = await request.Service<ITariffs>().ListAsync(moment, request.Cancellation);
        return ReadEndpoint.Ok(Paging.Of(all, page, it => it.Tariff.Id), it => TariffAnswer.Of(it, withEntries: false));
    }

    private static async Task<IResult> TariffAsync(ReadRequest request)
    {
        var moment = request.Query.Moment();
        if (request.Refusal() is { } refusal) return refusal;
        var id = (string)request.Http.Request.RouteValues["tariff"]!;
        var all = await request.Service<ITariffs>().ListAsync(moment, request.Cancellation);
        return all.FirstOrDefault(it => it.Tariff.Id == id) is { } found ? ReadEndpoint.Ok(TariffAnswer.Of(found, withEntries: true)) : RejectionProblems.Of(new NotFound());
    }
}
