using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Domain.Rights;
using Funding.Engine.Reading;
using Funding.Host.Api.OpenApi;
using Funding.Host.Security;

namespace Funding.Host.Api.Reads;

/// <summary>Which entries a request asks for: the parameters by which any figure opens into its entries.</summary>
internal sealed record EntryFilter(string? Region, EntryQuery Asked)
{
    public static readonly QueryDoc[] Parameters =
    [
        new("region", "INSEE code."), new("source", "`fir`, `aci` or `transformation`."), new("kind", "What they count, such as `paid`; of `outstanding`, `net-paid` and `due`, those that it is worked out of."), new("cpts", "Id of a CPTS.", "uuid"),
        new("commitment", "Id of a commitment."), new("instalment", "Number of an instalment.", "integer"), new("recovery", "Id of a recovery: what was ordered, received and given up on it."),
        new("seq", "Position of an event in the ledger.", "integer"), .. Docs.Period,
    ];

    public static EntryFilter Read(ReadRequest request) => Read(request.Query, request.Service<IReferenceData>());

    public static EntryFilter Read(Query query, IReferenceData reference)
    {
        var region = query.Region("region", reference);
        return new(region, new EntryQuery(
            region, null, query.Word<FundingSource>("source"), query.Integer("budgetYear"), query.Day("from"), query.Day("to"), query.Word<Figure>("kind"), query.Uuid("cpts"), Moment.Now)
        {
            CommitmentId = query.Text("commitment", 64), Instalment = query.Integer("instalment"), RecoveryId = query.Text("recovery", 64), Position = query.Position("seq"),
        });
    }

    /// <summary>What the caller's scope leaves of it, from a moment; null when nothing.</summary>
    public EntryQuery? Within(Caller caller, Moment moment)
        => Scope.Of(caller, Region, Asked.CptsId)?.Within(Asked with { Moment = moment });
}
