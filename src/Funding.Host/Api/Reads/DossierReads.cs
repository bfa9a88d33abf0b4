using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Views;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Api.Http;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Security;
using Microsoft.Net.Http.Headers;

namespace Funding.Host.Api.Reads;

/// <summary>Reads of CPTS. A dossier outside the caller's scope does not exist; its scope is judged on what it is today, whatever moment is asked.</summary>
internal static class DossierReads
{
    private const int TimelinePage = 1000;

    public static void MapDossierReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("cpts", OperationDoc.OfRead("The CPTS in scope, newest first.",
            [new("region", "INSEE code."), new("phase", "A phase, such as `submitted`."), new("q", "Part of the name."), .. Docs.Moment, .. Docs.Page]), ListAsync);
        api.MapRead("cpts/{id}", OperationDoc.OfRead("A dossier: phase, dates, money, overlaps, alerts, next deadlines.", Docs.Moment), DossierAsync);
        api.MapRead("cpts/{id}/commitments/{commitmentId}", OperationDoc.OfRead("A commitment with its instalments and recoveries.", Docs.Moment), CommitmentAsync);
        api.MapRead("cpts/{id}/aci/proposals", OperationDoc.OfRead("The rounds of proposals with their approvals, newest first.", Docs.Moment), ProposalsAsync);
        api.MapRead("cpts/{id}/aci/proposals/{round}/comparison", OperationDoc.OfRead("Two rounds line by line: this one and an earlier one, the one before it when none is named.",
            [new("with", "Number of the round to compare with.", "integer"), .. Docs.Moment]), CompareAsync);
        api.MapRead("cpts/{id}/timeline", OperationDoc.OfRead("What happened, oldest first.", [.. Docs.Moment, .. Docs.Page]), TimelineAsync);
    }

    private static async Task<IResult> ListAsync(ReadRequest request)
    {
        var (caller, query) = (request.Caller, request.Query);
        var region = query.Region("region", request.Service<IReferenceData>());
        var phase = query.Word<PhaseName>("phase");
        var text = query.Text("q");
        var (moment, page) = (query.Moment(), query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        if (Scope.Of(caller, region) is not { } scope) return ReadEndpoint.Ok(new Page<DossierSummary>([], null), it => DossierAnswer.Summary(it, new Links(moment)));
        var found = await request.Service<IDossiers>().ListAsync(scope.Dossiers with { Phase = phase, Text = text }, moment, page, request.Cancellation);
        return ReadEndpoint.Ok(found, it => DossierAnswer.Summary(it, new Links(moment)), found.Items.Any(item => item.Synthetic));
    }

    private static async Task<IResult> DossierAsync(ReadRequest request)
    {
        var (view, problem) = await FindAsync(request);
        if (view is null) return problem!;
        var http = request.Http;
        var (rules, moment) = (request.Service<RuleSettings>(), request.Query.Moment());
        var today = (await request.Service<LegalToday>().ByRegionAsync(moment, request.Cancellation))(view.State.RegionCode);
        var late = Deadlines.LateMissions(view.State, rules, today).ToList();
        if (!http.Request.Query.ContainsKey("asOf") && !http.Request.Query.ContainsKey("effectiveOn"))
        {
            var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{view.Version}\""));
            http.Response.Headers.ETag = tag.ToString();
            http.Response.Headers.CacheControl = "private, no-cache";
            // A mission becomes late by the passing of days, without a new version: then what the caller holds may lack the alert.
            if (late.Count == 0 && http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
                return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return ReadEndpoint.Ok(DossierAnswer.Of(view, rules, late, new Links(moment)));
    }

    private static async Task<IResult> CommitmentAsync(ReadRequest request)
    {
        var (view, problem) = await FindAsync(request);
        if (view is null) return problem!;
        return view.State.Commitments.TryGetValue((string)request.Http.Request.RouteValues["commitmentId"]!, out var commitment)
            ? ReadEndpoint.Ok(CommitmentAnswer.Of(commitment, request.Service<RuleSettings>(), view.Id, new Links(request.Query.Moment())))
            : RejectionProblems.Of(new NotFound());
    }

    private static async Task<IResult> ProposalsAsync(ReadRequest request)
    {
        var (view, problem) = await FindAsync(request);
        return view is null ? problem! : ReadEndpoint.Ok(new Page<Round>([.. view.State.Negotiation.Rounds.Reverse()], null), round => ProposalAnswer.Of(round, view.State), view.State.Registration.Synthetic == true);
    }

    private static async Task<IResult> CompareAsync(ReadRequest request)
    {
        var number = int.Parse((string)request.Http.Request.RouteValues["round"]!, CultureInfo.InvariantCulture);
        var with = request.Query.Integer("with") ?? number - 1;
        var (view, problem) = await FindAsync(request);
        if (view is null) return problem!;
        return view.State.Negotiation.Find(number) is { } second && view.State.Negotiation.Find(with) is { } first
            ? ReadEndpoint.Ok(ProposalAnswer.Compare(first, second))
            : RejectionProblems.Of(new NotFound());
    }

    private static async Task<IResult> TimelineAsync(ReadRequest request)
    {
        var page = request.Query.Page(TimelinePage, TimelinePage);
        var (view, problem) = await FindAsync(request);
        if (view is null) return problem!;
        var found = await request.Service<IDossiers>().TimelineAsync(view.Id, request.Query.Moment(), page, request.Cancellation);
        var names = await request.Service<IPeople>().NamesAsync([.. found.Items.Select(item => item.Actor).Distinct()], request.Cancellation);
        return ReadEndpoint.Ok(found, item => TimelineAnswer.Of(item, names), view.State.Registration.Synthetic == true);
    }

    /// <summary>The dossier at the moment asked: 404 outside the scope, then 422 for the parameters, then 404 when it was not known then.</summary>
    public static async Task<(DossierView? View, IResult? Problem)> FindAsync(ReadRequest request)
    {
        var dossiers = request.Service<IDossiers>();
        var id = PathIds.Cpts(request.Http.Request.RouteValues)!.Value;
        var view = await dossiers.FindAsync(id, Moment.Now, request.Cancellation);
        if (view is null || !request.Caller.Sees(id, view.State)) return (null, RejectionProblems.Of(new NotFound()));
        var moment = request.Query.Moment();
        if (request.Refusal() is { } refusal) return (null, refusal);
        if (moment != Moment.Now) view = await dossiers.FindAsync(id, moment, request.Cancellation);
        return view is null ? (null, RejectionProblems.Of(new NotFound())) : (view, null);
    }
}
