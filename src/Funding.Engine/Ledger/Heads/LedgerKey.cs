using System.Security.Cryptography;
using Funding.Engine.Files;
using Funding.Engine.Ledger.Trees;

namespace Funding.Engine.Ledger.Heads;

/// <summary>The private key that heads are signed with, in its file (ADR 0018). Read anew for each use: rotation replaces the file under a running host.</summary>
/// <param name="path">Its file.</param>
internal sealed class LedgerKey(string path)
{
    private const string WhenUnreadable = "Remettez-le depuis sa sauvegarde ; s'il est perdu, « ledger-key rotate --lost » en fait un autre, et le dit.";

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

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
