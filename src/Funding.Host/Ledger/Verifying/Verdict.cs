using Funding.Engine.Ledger.Trees;

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
/// <param name="Heads">What signed heads had to say.</param>
/// <param name="Faults">What is wrong, worst first; none when the log is intact.</param>
public sealed record Verdict(long Size, TreeHash Root, HeadsHeard Heads, IReadOnlyList<LogFault> Faults)
{
    /// <summary>Whether nothing is wrong. Where no head was heard that is no proof: <see cref="IsProven"/>.</summary>
    public bool IsIntact => Faults.Count == 0;

    /// <summary>Whether nothing is wrong and something signed says so.</summary>
    public bool IsProven => IsIntact && Heads.Held > 0;
}

/// <summary>What signed heads had to say of a log.</summary>
/// <param name="Given">How many there were, rightly signed with a key that is trusted.</param>
/// <param name="Held">How many of them the log bears out.</param>
/// <param name="Size">How many events the largest of those covers.</param>
/// <param name="Keys">Fingerprints of the keys that signed them: to be compared with what was published elsewhere.</param>
public sealed record HeadsHeard(int Given, int Held, long Size, IReadOnlyList<string> Keys);
