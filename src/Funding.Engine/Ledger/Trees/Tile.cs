using System.Runtime.InteropServices;

namespace Funding.Engine.Ledger.Trees;

/// <summary>
/// Where hashes of the tree are kept: a tile of level 0 holds the hashes of 256 leaves, one of level 1 those of 256 full tiles of level 0, and so
/// on. What lies between is worked out from them when asked for. Tiles only ever grow at their end.
/// </summary>
/// <param name="Level">0 for leaves.</param>
/// <param name="Index">0 for the first of its level.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Tile(int Level, long Index)
{
    /// <summary>Levels of the tree that one level of tiles spans.</summary>
    public const int Height = 8;

    /// <summary>Hashes in a full tile.</summary>
    public const int Width = 1 << Height;

    /// <summary>The tiles at the right edge of a tree, lowest level first: those which a further leaf may change.</summary>
    public static IEnumerable<Tile> Edge(long size)
    {
        for (var (level, count) = (0, size); count > 0; level++, count >>= Height)
            if (count % Width != 0) yield return new Tile(level, count >> Height);
    }

    /// <summary>The tiles above a leaf in a tree, and those at the tree's right edge: all that proofs about the leaf need.</summary>
    public static IReadOnlySet<Tile> Above(long leaf, long size)
    {
        var tiles = Edge(size).ToHashSet();
        for (var (level, index) = (0, leaf); size >> (Height * level) > 0; level++, index >>= Height) tiles.Add(new Tile(level, index >> Height));
        return tiles;
    }
}
