using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Funding.Engine.Proving;
using Funding.Host.Hosting;

namespace Funding.Host.Ledger.Verifying;

/// <summary>Verifies an exported file without any database.</summary>
internal static class FileVerifier
{
    /// <summary>
    /// Compares an export with the heads and leaves written beside it, and with other heads; where there are none of either, with those of the folder of
    /// this machine's ledger, if it has one.
    /// </summary>
    /// <param name="path">The export.</param>
    /// <param name="heads">A file of signed heads, beside those found next to the export; null for none.</param>
    /// <param name="folder">The folder of this machine's ledger.</param>
    /// <param name="key">The only key trusted, in base64 or by its fingerprint; null for any, which then proves only that one key signed.</param>
    /// <param name="progress">Hears how many events were read.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Verdict> RunAsync(string path, string? heads, LedgerFolder folder, string? key, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new CannotRunException($"Le fichier {path} n'existe pas.");
        if (heads is not null && !File.Exists(heads)) throw new CannotRunException($"Le fichier {heads} n'existe pas.");
        var (signed, noted) = Beside(path, heads);
        if (signed.Count == 0) (signed, noted) = (folder.Heads().ToList(), folder.LeafCount > 0 ? NotedLeaves.Of(folder) : noted);
        return await new LogCheck(new FileLog(path), new NotedHeads(signed, one => Trusts(key, one)), noted is null ? [] : [noted]).RunAsync(progress, cancellation);
    }

    private static (List<TreeHead> Heads, NotedLeaves? Leaves) Beside(string path, string? heads)
        => (new[] { path + ExportNotes.HeadsSuffix, heads }.OfType<string>().Where(File.Exists).SelectMany(ReadHeads).ToList(),
            File.Exists(path + ExportNotes.LeavesSuffix) ? new NotedLeaves(path + ExportNotes.LeavesSuffix, (from, _) => ReadLeaves(path + ExportNotes.LeavesSuffix, from).ToAsyncEnumerable()) : null);

    private static bool Trusts(string? key, string one) => key is null || KeyChain.IsNamed(one, key);

    private static IEnumerable<TreeHead> ReadHeads(string file)
        => File.ReadLines(file).Where(line => line.Length > 0).Select((line, i) => HeadLine.Read(line) ?? throw new FormatException($"{file}, ligne {i + 1} : ce n'est pas une empreinte signée."));

    private static IEnumerable<TreeHash> ReadLeaves(string file, long from)
        => File.ReadLines(file).Skip((int)from - 1).Select(line => TreeHash.Parse(line) ?? throw new FormatException($"{file} : 64 chiffres hexadécimaux par ligne sont attendus."));
}
