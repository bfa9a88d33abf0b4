namespace Funding.Engine.Settings;

/// <summary>The proof of the log: section <c>Funding:Ledger</c>.</summary>
public sealed record LedgerSettings
{
    /// <summary>
    /// Folder outside the database to which signed heads and the hashes of leaves are written; null for <c>ledger</c> under the
    /// host's data. Better on another disk, or one that an auditor holds.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>The private key that heads are signed with (PEM, ECDSA P-256), the same on every host; null for <c>keys/ledger-signing.pem</c> under the host's data.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The least time between two heads, in seconds (0–3600); a head is signed only of events that none covers.</summary>
    public double SignSeconds { get; set; } = 1;
}
