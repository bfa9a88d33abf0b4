using System.Globalization;
using Funding.Domain.Refusing;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Funding.Engine.Reading;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;

namespace Funding.Host.Api.Reads;

/// <summary>The proof of the log, for every role: hashes tell nothing of what they are of.</summary>
internal static class ProofReads
{
    private static readonly QueryDoc Size = new("size", "Of the tree: how many events; all when absent.", "integer");

    public static void MapProofReads(this IEndpointRouteBuilder api)
    {
        api.MapRead("audit/head", OperationDoc.OfRead("The signed tree head of the log (RFC 9162): ECDSA P-256 over size, root hash and instant as three lines, each ended by a line feed.") with { Problems = [401, 404] }, HeadAsync);
        api.MapRead("audit/events/{seq}/proof", OperationDoc.OfRead("That an event is in the log: an inclusion proof (RFC 9162 section 2.1.3).", [Size]) with { Problems = [401, 404, 422] }, InclusionAsync);
        api.MapRead("audit/consistency", OperationDoc.OfRead("That the log only grew between two sizes: a consistency proof (RFC 9162 section 2.1.4).",
            [new("first", "The smaller size, 1 or more.", "integer"), new("second", "The larger size; all events when absent.", "integer")]) with { Problems = [401, 422] }, ConsistencyAsync);
    }

    private static async Task<IResult> HeadAsync(ReadRequest request)
        => request.Refusal() ?? (await request.Service<IProofs>().HeadAsync(request.Cancellation) is { } head ? ReadEndpoint.Ok(HeadLine.Of(head)) : RejectionProblems.Of(new NotFound()));

    private static async Task<IResult> InclusionAsync(ReadRequest request)
    {
        var proofs = request.Service<IProofs>();
        var held = await proofs.SizeAsync(request.Cancellation);
        var size = request.Query.Position("size");
        if (!long.TryParse((string?)request.Http.GetRouteValue("seq"), NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position < 1 || position > held)
            return request.Refusal() ?? RejectionProblems.Of(new NotFound());
        if (size < position || size > held) request.Query.Fault("size", string.Create(CultureInfo.InvariantCulture, $"De {position} (l'événement) à {held} (le registre)."));
        if (request.Refusal() is { } refusal) return refusal;
        var proof = await proofs.InclusionAsync(position, size ?? held, request.Cancellation);
        return ReadEndpoint.Ok(new { Seq = proof.Position, proof.Size, LeafHash = proof.Leaf.ToString(), RootHash = proof.Root.ToString(), Path = Texts(proof.Path) });
    }

    private static async Task<IResult> ConsistencyAsync(ReadRequest request)
    {
        var proofs = request.Service<IProofs>();
        var held = await proofs.SizeAsync(request.Cancellation);
        var (first, second) = (request.Query.Position("first"), request.Query.Position("second") ?? held);
        if (first is null or < 1) request.Query.Fault("first", "Une taille d'au moins 1 est attendue.");
        else if (second < first || second > held) request.Query.Fault("second", string.Create(CultureInfo.InvariantCulture, $"De {first} (la première taille) à {held} (le registre)."));
        if (request.Refusal() is { } refusal) return refusal;
        var proof = await proofs.ConsistencyAsync(first!.Value, second, request.Cancellation);
        return ReadEndpoint.Ok(new { proof.First, proof.Second, FirstRootHash = proof.FirstRoot.ToString(), SecondRootHash = proof.SecondRoot.ToString(), Path = Texts(proof.Path) });
    }

    private static IEnumerable<string> Texts(IEnumerable<TreeHash> path) => path.Select(hash => hash.ToString());
}
