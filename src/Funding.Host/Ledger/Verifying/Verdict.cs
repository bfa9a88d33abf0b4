using Funding.Host.Ledger.Trees;

namespace Funding.Host.Ledger.Verifying;

/// <summary>What is wrong with a log.</summary>
public enum FaultKind
{
    /// <summary>The event at the position is not what was sealed.</summary>
    Altered,

    /// <summary>The event that was sealed at the position is not there.</summary>
    Removed,

    /// <summary>At the position is an event that was not sealed there, before the one that was.</summary>
    Inserted,

    /// <summary>The event that was sealed at the position is elsewhere.</summary>
    Reordered,

    /// <summary>The log ends before the position, and was longer.</summary>
    Truncated,

    /// <summary>The log is whole, but what was noted of it is not: a tile, a hash of the folder, a head or a key.</summary>
    Note,
}

/// <summary>Something wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Position">The first position concerned; null for what is about none.</param>
/// <param name="Detail">What was found, in French.</param>
public sealed record LogFault(FaultKind Kind, long? Position, string Detail);

/// <summary>What verifying found.</summary>
/// <param name="Size">How many events were read.</param>
/// <param name="Root">The root of their tree.</param>
/// <param name="Heads">How many signed heads of at most that size were compared with the tree.</param>
/// <param name="Signed">How many events the largest of them covers.</param>
/// <param name="Faults">What is wrong, worst first; none when the log is intact.</param>
public sealed record Verdict(long Size, TreeHash Root, int Heads, long Signed, IReadOnlyList<LogFault> Faults)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Faults.Count == 0;
}
