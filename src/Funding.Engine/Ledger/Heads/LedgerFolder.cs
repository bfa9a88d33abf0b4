using Funding.Engine.Ledger.Trees;

namespace Funding.Engine.Ledger.Heads;

/// <summary>
/// What is written outside the database, and only ever added to: <c>heads.ndjson</c>, the signed heads, and <c>leaves</c>, the hashes of the leaves,
/// 32 bytes each. Who changes the database, tiles and heads included, does not change these; who holds a copy can name the position changed.
/// </summary>
internal sealed class LedgerFolder(string path)
{
    private readonly string heads = Path.Combine(path, "heads.ndjson");
    private readonly string leaves = Path.Combine(path, "leaves");

    /// <summary>Where it is.</summary>
    public string Location { get; } = Path.GetFullPath(path);

    /// <summary>How many hashes of leaves it holds; a hash cut off by a crash does not count.</summary>
    public long LeafCount => File.Exists(leaves) ? new FileInfo(leaves).Length / TreeHash.Size : 0;

    /// <summary>The heads, oldest first; a line cut off by a crash is passed over.</summary>
    public IEnumerable<TreeHead> Heads() => File.Exists(heads) ? File.ReadLines(heads).Select(HeadLine.Read).OfType<TreeHead>() : [];

    /// <summary>The hashes of leaves from a position on.</summary>
    public IEnumerable<TreeHash> Leaves(long from)
    {
        if (!File.Exists(leaves)) yield break;
        using var file = new FileStream(leaves, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        file.Seek((from - 1) * TreeHash.Size, SeekOrigin.Begin);
        var hash = new byte[TreeHash.Size];
        while (file.ReadAtLeast(hash, hash.Length, throwOnEndOfStream: false) == hash.Length) yield return new TreeHash(hash);
    }

    /// <summary>Adds hashes of leaves after those that are there.</summary>
    public void AddLeaves(ReadOnlySpan<byte> hashes)
    {
        using var file = OpenToAdd(leaves);
        file.Seek(LeafCount * TreeHash.Size, SeekOrigin.Begin);
        file.Write(hashes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Adds heads.</summary>
    public void AddHeads(IEnumerable<TreeHead> more)
    {
        using var file = OpenToAdd(heads);
        file.Seek(0, SeekOrigin.End);
        // A line that a crash cut off is ended, so that the next stands alone.
        if (file.Length > 0 && LastByte(file) != '\n') file.WriteByte((byte)'\n');
        foreach (var head in more) file.Write(System.Text.Encoding.UTF8.GetBytes(HeadLine.Write(head) + "\n"));
        file.Flush(flushToDisk: true);
    }

    private FileStream OpenToAdd(string file)
    {
        Files.DataFolders.Create(Location);
        return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
    }

    private static int LastByte(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte();
    }
}
