using System.Globalization;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Security;

namespace Funding.Host.Api.Reads;

/// <summary>What stands behind a figure, once its entries are known: the events of those, and the acts that make an envelope.</summary>
internal static class ProvenanceReads
{
    public static void MapProvenanceReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("audit/events/{seq}", OperationDoc.OfRead(
            "An event by its position in the ledger: who acted, on what reference, how the amount comes about, its entries, what else the same act recorded, whom it was told. Auditors may give the event's id instead of its position.")
            with { Problems = [401, 404, 422] }, EventAsync);
        api.MapRead("audit/envelope-acts", OperationDoc.OfRead("The notifications and shares that FIR envelopes consist of, newest first.",
            [new("region", "INSEE code."), new("year", "Budget year.", "integer"), .. Docs.Moment, .. Docs.Page]), EnvelopeActsAsync);
    }

    private static async Task<IResult> EventAsync(ReadRequest request)
    {
        if (request.Refusal() is { } refusal) return refusal;
        var (given, provenance) = ((string)request.Http.Request.RouteValues["seq"]!, request.Service<IProvenance>());
        var found = long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? await provenance.EventAsync(position, request.Cancellation)
            : request.Caller.Audits() && Guid.TryParseExact(given, "D", out var id) ? await provenance.EventAsync(id, request.Cancellation)
            : null;
        if (found is null || !await IsSeenAsync(request.Caller, found, request.Service<IDossiers>(), request.Cancellation)) return RejectionProblems.Of(new NotFound());
        return ReadEndpoint.Ok(new EventDetailAnswer(found, await request.Service<IPeople>().NamesAsync(found.People, request.Cancellation)));
    }

    /// <summary>Events of a CPTS exist for who sees its dossier; envelopes and tariffs are readable by every role, events of other streams by auditors.</summary>
    public static async Task<bool> IsSeenAsync(Caller caller, EventDetail found, IDossiers dossiers, CancellationToken cancellation)
        => found.CptsId is { } cpts
            ? await dossiers.FindAsync(cpts, Moment.Now, cancellation) is { } view && caller.Sees(cpts, view.State)
            : caller.Audits() || StreamId.IsEnvelope(found.Event.Stream) || StreamId.IsTariff(found.Event.Stream, out _);

    private static async Task<IResult> EnvelopeActsAsync(ReadRequest request)
    {
        var region = request.Query.Region("region", request.Service<IReferenceData>());
        var (year, moment, page) = (request.Query.Integer("year"), request.Query.Moment(), request.Query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        var found = await request.Service<IProvenance>().EnvelopeActsAsync(region, year, moment, page, request.Cancellation);
        var names = await request.Service<IPeople>().NamesAsync([.. found.Items.Select(it => it.Actor).Distinct()], request.Cancellation);
        return ReadEndpoint.Ok(found, it => EnvelopeActAnswer.Of(it, names));
    }
}
