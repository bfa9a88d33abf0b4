using System.Runtime.CompilerServices;
using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Api.Http;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Security;

namespace Funding.Host.Api.Reads;

/// <summary>Histories event by event, for auditors: each event with the state that it met and the state that it left.</summary>
internal static class ReplayReads
{
    private static readonly QueryDoc[] Window =
    [
        new("from", "Events known since this instant, inclusive (RFC 3339), or since the beginning of this legal day.", "date-time"),
        new("to", "Events known at this instant, inclusive, or at the end of this legal day.", "date-time"),
    ];

    public static void MapReplayReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("audit/cpts/{id}/replay", Doc(
            "The events of a CPTS, oldest first, each with the dossier before and after it, and what it moved (auditor). `before` is absent at the registration. "
            + "Overlaps and alerts are not shown: they are not of the dossier alone."), CptsAsync);
        api.MapRead("audit/regions/{code}/replay", Doc(
            "The events of a region's CPTS and envelopes in the order of the ledger, each with the region before and after it, the dossier or envelope that it is about, and what it moved (auditor)."), RegionAsync);
    }

    private static OperationDoc Doc(string summary)
        => OperationDoc.OfRead(summary + " `Accept: application/x-ndjson` streams it whole.", [.. Window, .. Docs.Moment, .. Docs.Page]) with { Problems = [401, 403, 404, 422] };

    private static async Task<IResult> CptsAsync(ReadRequest request)
    {
        var id = PathIds.Cpts(request.Http.Request.RouteValues)!.Value;
        var view = await request.Service<IDossiers>().FindAsync(id, Moment.Now, request.Cancellation);
        if (view is null || !request.Caller.Sees(id, view.State)) return RejectionProblems.Of(new NotFound());
        if (!request.Caller.Audits()) return RejectionProblems.Of(new Forbidden());
        var (window, page) = (WindowOf(request, view.State.RegionCode), request.Query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        var (replays, rules) = (request.Service<IReplays>(), request.Service<RuleSettings>());
        return await AnswerAsync(request, page, next => replays.CptsAsync(id, window, next, request.Cancellation), it => it.Event, (it, names) => new ReplayAnswer(it, id, rules, names),
            _ => view.State.Registration.Synthetic == true);
    }

    private static async Task<IResult> RegionAsync(ReadRequest request)
    {
        var code = (string)request.Http.Request.RouteValues["code"]!;
        if (!request.Caller.Covers(code)) return RejectionProblems.Of(new NotFound());
        if (!request.Caller.Audits()) return RejectionProblems.Of(new Forbidden());
        var (window, page) = (WindowOf(request, code), request.Query.Page());
        if (request.Refusal() is { } refusal) return refusal;
        var replays = request.Service<IReplays>();
        return await AnswerAsync(request, page, next => replays.RegionAsync(code, window, next, request.Cancellation), it => it.Event, (it, names) => new RegionReplayAnswer(it, names), it => it.IsSynthetic);
    }

    /// <summary>The later of the two ends that may be given counts for nothing: what is asked as of an instant is not known after it.</summary>
    private static ReplayWindow WindowOf(ReadRequest request, string region)
    {
        var (query, zone) = (request.Query, request.Service<IReferenceData>().ZoneOf(region));
        var (from, to, moment) = (query.InstantOrDay("from", zone)?.First, query.InstantOrDay("to", zone)?.Last, query.Moment());
        if (from > to) query.Fault("to", "La fin de la période précède son début.");
        return new ReplayWindow(from, moment with { AsOf = moment.AsOf < to ? moment.AsOf : to ?? moment.AsOf });
    }

    private static async Task<IResult> AnswerAsync<T>(
        ReadRequest request, PageRequest page, Func<PageRequest, Task<Page<T>>> read, Func<T, LoggedEvent> eventOf, Func<T, IReadOnlyDictionary<PersonId, string>, object> shape, Predicate<T> isSynthetic)
    {
        var people = request.Service<IPeople>();
        if (LinesAnswer.IsAsked(request.Http)) return new LinesAnswer(LinesAsync(request.Cancellation));
        var found = await read(page);
        var names = await NamesAsync(found);
        return ReadEndpoint.Ok(found, it => shape(it, names), found.Items.Any(it => isSynthetic(it)));

        async IAsyncEnumerable<object> LinesAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            for (var next = page; next is not null;)
            {
                var part = await read(next);
                var known = await NamesAsync(part);
                foreach (var it in part.Items) yield return shape(it, known);
                next = part.Next is null ? null : next with { After = part.Next };
                cancellation.ThrowIfCancellationRequested();
            }
        }

        Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(Page<T> some) => people.NamesAsync([.. some.Items.Select(it => eventOf(it).Actor).Distinct()], request.Cancellation);
    }
}
