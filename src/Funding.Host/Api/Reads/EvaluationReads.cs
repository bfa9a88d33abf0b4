using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Views;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Api.Reads;

/// <summary>How the funding works, for every role, as totals by region are; and what an auditor looks for, for auditors.</summary>
internal static class EvaluationReads
{
    private static readonly QueryDoc Region = new("region", "INSEE code; the nation and its 18 regions when absent.");

    public static void MapEvaluationReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("evaluation", OperationDoc.OfRead("How the funding of CPTS works: funnel by month, delays, deemed validations, coverage, paid per inhabitant, variable parts, envelopes.",
            [
                Region, new("from", "First effective day of what is counted; that of the first act when absent.", "date"),
                new("to", "Last effective day, and the day of what stands; never after today.", "date"), .. Docs.Moment,
            ]) with { Problems = [401, 422], Answer = EvaluationAnswer.Schema }, EvaluateAsync);
        api.MapRead("audit/patterns", OperationDoc.OfRead("Where an auditor would look first (auditor): each pattern with its definition, thresholds and number of hits; the hits with the events behind them, the gravest of each pattern first.",
            [
                new("region", "INSEE code."), new("budgetYear", "Only what concerns money of this year; acts that move none are then left out.", "integer"),
                new("kind", $"One pattern: {string.Join(", ", Slug.All<PatternKind>().Select(slug => $"`{slug}`"))}."), .. Docs.Moment, .. Docs.Page,
            ]) with { Problems = [401, 403, 422], Answer = PatternAnswer.Schema }, PatternsAsync);
    }

    private static async Task<IResult> EvaluateAsync(ReadRequest request)
    {
        var query = request.Query;
        var asked = new EvaluationQuery(query.Region("region", request.Service<IReferenceData>()), query.Day("from"), query.Day("to"), query.Moment());
        if (asked.From > asked.To) query.Fault("to", "La fin de la période précède son début.");
        if (request.Refusal() is { } refusal) return refusal;
        var found = await request.Service<IEvaluations>().EvaluateAsync(asked, request.Cancellation);
        return ReadEndpoint.Ok(EvaluationAnswer.Of(found, request.Service<FundingSettings>().Patterns));
    }

    private static async Task<IResult> PatternsAsync(ReadRequest request)
    {
        if (!request.Caller.Audits()) return RejectionProblems.Of(new Forbidden());
        var query = request.Query;
        var region = query.Region("region", request.Service<IReferenceData>());
        var (year, kind, moment, page) = (query.Integer("budgetYear"), query.Word<PatternKind>("kind"), query.Moment(), query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        var (settings, rules) = (request.Service<FundingSettings>().Patterns, request.Service<RuleSettings>());
        var hits = Scope.Of(request.Caller, region) is { } scope
            ? await request.Service<IEvaluations>().PatternsAsync(new PatternQuery(scope.RegionCode, year, moment, settings), request.Cancellation)
            : [];
        var told = Paging.Of([.. hits.Where(it => kind is null || it.Hit.Kind == kind)], page, it => it.Key);
        return ReadEndpoint.Ok(PatternAnswer.Of(Enum.GetValues<PatternKind>().Where(it => kind is null || it == kind), hits, told, settings, rules));
    }
}
