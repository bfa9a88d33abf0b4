namespace Funding.Engine.Ledger.Trees;

/// <summary>Some tiles of a tree, read: hashes of subtrees, roots and proofs that lie within them.</summary>
/// <param name="tiles">Hashes one after the other, at most 256 to a tile.</param>
public sealed class TileSet(IReadOnlyDictionary<Tile, byte[]> tiles)
{
    /// <summary>The hash of the leaves from one up to, not including, another; the first is a multiple of the largest power of two in their number.</summary>
    public TreeHash Range(long first, long end)
    {
        if (first == end) return TreeHash.OfNothing;
        var split = Split(end - first);
        return split == end - first ? Subtree(long.Log2(split), first) : TreeHash.OfNode(Range(first, first + split), Range(first + split, end));
    }

    /// <summary>The roots of the complete subtrees of a tree of that size, largest first.</summary>
    public IEnumerable<TreeHash> Subtrees(long size)
    {
        for (var (first, rest) = (0L, size); rest > 0;)
        {
            var span = Split(rest);
            yield return Subtree(long.Log2(span), first);
            (first, rest) = (first + span, rest - span);
        }
    }

    /// <summary>The inclusion proof of a leaf (0 for the first) in the tree of a size: RFC 9162 section 2.1.3.1, lowest first.</summary>
    public IReadOnlyList<TreeHash> Inclusion(long leaf, long size)
    {
        var path = new List<TreeHash>();
        var (first, end) = (0L, size);
        while (end - first > 1)
        {
            var middle = first + Half(end - first);
            path.Add(leaf < middle ? Range(middle, end) : Range(first, middle));
            (first, end) = leaf < middle ? (first, middle) : (middle, end);
        }

        path.Reverse();
        return path;
    }

    /// <summary>The proof that the tree of the second size only adds to the tree of the first: RFC 9162 section 2.1.4.1. Empty when they are one size.</summary>
    public IReadOnlyList<TreeHash> Consistency(long firstSize, long secondSize)
    {
        var path = new List<TreeHash>();
        var (first, end, whole) = (0L, secondSize, true);
        while (firstSize != end)
        {
            var middle = first + Half(end - first);
            var goesLeft = firstSize <= middle;
            path.Add(goesLeft ? Range(middle, end) : Range(first, middle));
            (first, end, whole) = goesLeft ? (first, middle, whole) : (middle, end, false);
        }

        if (!whole) path.Add(Range(first, end));
        path.Reverse();
        return path;
    }

    /// <summary>A complete subtree of 2^height leaves, from the level of tiles that is nearest below.</summary>
    private TreeHash Subtree(long height, long first)
    {
        var level = (int)height / Tile.Height;
        var count = 1 << ((int)height % Tile.Height);
        var index = first >> (level * Tile.Height);
        var offset = (int)(index % Tile.Width) * TreeHash.Size;
        if (!tiles.TryGetValue(new Tile(level, index / Tile.Width), out var hashes) || hashes.Length < offset + (count * TreeHash.Size))
            throw new InvalidOperationException($"The tree holds no hash of the {1L << (int)height} leaves from {first} on.");
        return Complete(hashes.AsSpan(offset, count * TreeHash.Size));
    }

    /// <summary>The root above hashes whose number is a power of two.</summary>
    internal static TreeHash Complete(ReadOnlySpan<byte> hashes)
        => hashes.Length == TreeHash.Size ? new TreeHash(hashes) : TreeHash.OfNode(Complete(hashes[..(hashes.Length / 2)]), Complete(hashes[(hashes.Length / 2)..]));

    /// <summary>The largest power of two that is at most so many.</summary>
    private static long Split(long count) => 1L << (int)long.Log2(count);

    /// <summary>The largest power of two that is less than so many.</summary>
    private static long Half(long count) => Split(count - 1);
}
