using Funding.Engine.Ledger.Heads;
using Funding.Engine.Reading;
using Funding.Host.Ledger.Verifying;

namespace Funding.Host.Web.Pages;

/// <summary>The proof of the log.</summary>
public sealed record LedgerModel
{
    /// <summary>The last signed head; null before the first.</summary>
    public required TreeHead? Head { get; init; }

    /// <summary>The keys of heads, oldest first.</summary>
    public required IReadOnlyList<HeadKey> Keys { get; init; }

    /// <summary>Where heads are written outside the database, and of how many events the last there is; null when none is there.</summary>
    public required (string Location, long? Size) Folder { get; init; }

    /// <summary>What was asked for: the event of a position, as it was written.</summary>
    public required string? Asked { get; init; }

    /// <summary>Its proof in the tree of <see cref="Head"/>; null when nothing was asked, or nothing is there.</summary>
    public required InclusionProof? Proof { get; init; }

    /// <summary>Its line; null where the visitor does not read the log.</summary>
    public required string? Line { get; init; }

    /// <summary>The verification that runs, or the last one of this host; null before the first, and for who may not ask for one.</summary>
    internal Verification? Verification { get; init; }

    /// <summary>Whether anything that it holds was made up for demonstration.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>The legal time that instants are shown in.</summary>
    public required TimeZoneInfo Zone { get; init; }
}
