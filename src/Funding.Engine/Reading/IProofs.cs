using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;

namespace Funding.Engine.Reading;

/// <summary>That an event is in the ledger (RFC 9162 section 2.1.3).</summary>
/// <param name="Position">1 for the first.</param>
/// <param name="Size">Of which tree: how many events it has.</param>
/// <param name="Leaf">The hash of the event's line.</param>
/// <param name="Root">Of that tree.</param>
/// <param name="Path">The hashes to join the leaf with, lowest first.</param>
public sealed record InclusionProof(long Position, long Size, TreeHash Leaf, TreeHash Root, IReadOnlyList<TreeHash> Path);

/// <summary>That a later tree only adds to an earlier one (RFC 9162 section 2.1.4).</summary>
public sealed record ConsistencyProof(long First, long Second, TreeHash FirstRoot, TreeHash SecondRoot, IReadOnlyList<TreeHash> Path);

/// <summary>The proofs of the log.</summary>
public interface IProofs
{
    /// <summary>The last signed head, of all that was recorded when asked unless that takes longer than two seconds; null before the first.</summary>
    Task<TreeHead?> HeadAsync(CancellationToken cancellation);

    /// <summary>The keys that heads were signed with, oldest first.</summary>
    Task<IReadOnlyList<HeadKey>> KeysAsync(CancellationToken cancellation);

    /// <summary>How many events the tree holds, waiting likewise.</summary>
    Task<long> SizeAsync(CancellationToken cancellation);

    /// <summary>The proof of an event of the tree (position from 1 to its size), which has at least that size.</summary>
    Task<InclusionProof> InclusionAsync(long position, long size, CancellationToken cancellation);

    /// <summary>The proof between two sizes of the tree (1 ≤ first ≤ second), which has at least the second.</summary>
    Task<ConsistencyProof> ConsistencyAsync(long first, long second, CancellationToken cancellation);
}
