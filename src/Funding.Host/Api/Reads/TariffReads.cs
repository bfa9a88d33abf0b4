using Funding.Domain.Refusing;
using Funding.Engine.Reading;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Security;

namespace Funding.Host.Api.Reads;

/// <summary>ACI tariffs: readable by every role, since every contract rests on them.</summary>
internal static class TariffReads
{
    public static void MapTariffReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("aci-tariffs", OperationDoc.OfRead("ACI tariffs with their cells, the latest first; a cell without an amount is to be entered.", [.. Docs.Moment, .. Docs.Page]), ListAsync);
        api.MapRead("aci-tariffs/{tariff}", OperationDoc.OfRead("An ACI tariff; each cell with all that was entered in it.", Docs.Moment), TariffAsync);
        api.MapRead("aci-tariffs/{tariff}/contracts", OperationDoc.OfRead("The signed terms in scope that rely on a tariff, and on which version of it.",
            [new("version", "Only those that rely on this version.", "integer"), .. Docs.Moment, .. Docs.Page]), ContractsAsync);
    }

    /// <summary>Who entered what is told by the tariff's acts; here is who relied on it.</summary>
    private static async Task<IResult> ContractsAsync(ReadRequest request)
    {
        var (moment, page, version) = (request.Query.Moment(), request.Query.Page(), request.Query.Integer("version"));
        if (request.Refusal() is { } refusal) return refusal;
        var tariff = (string)request.Http.Request.RouteValues["tariff"]!;
        if (Scope.Of(request.Caller, null) is not { } scope) return RejectionProblems.Of(new NotFound());
        var outlooks = await request.Service<IOutlooks>().ReadAsync(scope.Dossiers, moment, request.Cancellation);
        var relying = outlooks.SelectMany(it => it.Agreements, (it, agreement) => (Dossier: it, Agreement: agreement))
            .Where(it => it.Agreement.Agreed.Basis.Tariff == tariff && (version is null || it.Agreement.Agreed.Basis.Version == version))
            .OrderByDescending(it => it.Agreement.Since).ThenBy(it => it.Dossier.Name, StringComparer.Ordinal).ToList();
        return ReadEndpoint.Ok(Paging.Of(relying, page, it => $"{it.Dossier.Id}/{it.Agreement.Contract}/{it.Agreement.Agreed.Round}"), it => new
        {
            CptsId = it.Dossier.Id, CptsName = it.Dossier.Name, it.Dossier.RegionCode, it.Agreement.Contract, it.Agreement.Since, it.Agreement.Agreed.Round,
            it.Agreement.Agreed.Basis.Version, it.Agreement.Agreed.Basis.SizeClass, it.Agreement.Agreed.Terms,
        });
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
