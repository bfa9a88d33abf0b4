using Funding.Domain.Refusing;
using Funding.Engine.Reading;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;

namespace Funding.Host.Api.Reads;

/// <summary>What two views of the money do not have in common, for every role in its scope.</summary>
internal static class DiffReads
{
    private static readonly QueryDoc[] Moments =
    [
        new("asOf", "As known at this instant, inclusive (RFC 3339 with offset).", "date-time"),
        new("against", "As known at this other instant; at the same one when only days differ, else now.", "date-time"),
        new("effectiveOn", "For acts effective on or before this day.", "date"),
        new("againstEffectiveOn", "For acts effective on or before this other day; the same one when absent.", "date"),
    ];

    public static void MapDiffReads(this IEndpointRouteBuilder api)
        => api.MapRead("audit/diff", OperationDoc.OfRead(
            "What changed between two instants (`asOf`, `against`) or two days (`effectiveOn`, `againstEffectiveOn`), entry by entry, newest first, with its sums. Whichever comes first, the figures are those of the later view less those of the earlier. "
            + "`late`: known after the earlier instant though effective before its day; between two days, recorded after the later day.",
            [.. EntryFilter.Parameters, .. Moments, .. Docs.Page]), DiffAsync);

    private static async Task<IResult> DiffAsync(ReadRequest request)
    {
        var query = request.Query;
        var (which, page, moment, instant, day) = (EntryFilter.Read(request), query.Page(), query.Moment(), query.Instant("against"), query.Day("againstEffectiveOn"));
        var against = moment.Against(instant, day);
        if (against is null)
            query.Fault("against", "Deux instants (asOf et against) ou deux jours (effectiveOn et againstEffectiveOn) sont attendus.");
        if (request.Refusal() is { } refusal) return refusal;
        if (which.Within(request.Caller, moment) is not { } asked) return RejectionProblems.Of(new NotFound());
        return ReadEndpoint.Ok(Answer(await request.Service<IDifferences>().BetweenAsync(asked, against!, page, request.Cancellation)));
    }

    private static object Answer(Difference it) => new
    {
        it.Earlier, it.Later, Sources = SourcesAnswer.Of(it.Sources), it.Total,
        Added = Sum(it.Added), Removed = Sum(it.Removed), Late = Sum(it.Late),
        Items = it.Entries.Items.Select(Item), it.Entries.Next, Synthetic = it.Synthetic ? true : (bool?)null,
    };

    private static object Sum(EntrySum it) => new { it.Count, Sources = SourcesAnswer.Of(it.Sources), it.Total };

    private static DifferentEntryAnswer Item(DifferentEntry it) => new(it);
}
