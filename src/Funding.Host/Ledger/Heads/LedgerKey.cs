using System.Security.Cryptography;
using Funding.Host.Ledger.Trees;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Ledger.Heads;

/// <summary>The private key that heads are signed with, in its file (ADR 0018). Read anew for each use: rotation replaces the file under a running host.</summary>
internal sealed class LedgerKey(FundingSettings settings)
{
    private const string WhenUnreadable = "Remettez-le depuis sa sauvegarde ; s'il est perdu, « ledger-key rotate --lost » en fait un autre, et le dit.";

    /// <summary>Where it is.</summary>
    public string Path => System.IO.Path.GetFullPath(settings.Ledger.KeyFile ?? System.IO.Path.Combine(settings.Data, "keys", "ledger-signing.pem"));

    /// <summary>Whether it was made already.</summary>
    public bool IsThere => File.Exists(Path);

    /// <summary>The private key, made at first use. The caller disposes of it.</summary>
    public ECDsa Open() => SigningKeyFile.Load(System.IO.Path.GetDirectoryName(Path)!, System.IO.Path.GetFileName(Path), WhenUnreadable);

    /// <summary>Puts another key in its place, once that is noted.</summary>
    public Task ReplaceAsync(ECDsa key, Func<Task> note) => SigningKeyFile.ReplaceAsync(Path, key, note);

    /// <summary>Signs a head.</summary>
    public static TreeHead Sign(ECDsa key, long size, TreeHash root, DateTimeOffset at)
        => new(size, root, at, key.SignData(TreeHead.SignedText(size, root, at), HashAlgorithmName.SHA256), key.ExportSubjectPublicKeyInfo());
}
