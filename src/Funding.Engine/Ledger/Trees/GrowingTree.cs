namespace Funding.Engine.Ledger.Trees;

/// <summary>A tree that leaves are added to, as tiles: keeps those at its right edge and hands over those that changed.</summary>
public sealed class GrowingTree
{
    private readonly List<MemoryStream> edge = [];
    private readonly Dictionary<Tile, byte[]> filled = [];
    private readonly Frontier frontier;

    /// <summary>Goes on with a tree of which the tiles of its right edge, and those that they stand on, are known.</summary>
    public GrowingTree(long size, IReadOnlyDictionary<Tile, byte[]> tiles)
    {
        frontier = new Frontier(size, new TileSet(tiles).Subtrees(size));
        for (var (level, count) = (0, size); count > 0; level++, count >>= Tile.Height)
        {
            edge.Add(new MemoryStream());
            if (count % Tile.Width != 0) edge[level].Write(tiles[new Tile(level, count >> Tile.Height)], 0, (int)(count % Tile.Width) * TreeHash.Size);
        }
    }

    /// <summary>How many leaves it has.</summary>
    public long Size => frontier.Size;

    /// <summary>Its root.</summary>
    public TreeHash Root => frontier.Root;

    /// <summary>Adds a leaf.</summary>
    public void Add(TreeHash leaf)
    {
        var index = frontier.Size;
        frontier.Add(leaf);
        for (var level = 0; ; level++, index >>= Tile.Height)
        {
            if (level == edge.Count) edge.Add(new MemoryStream());
            edge[level].Write(leaf.ToArray());
            if (edge[level].Length < Tile.Width * TreeHash.Size) return;
            var full = edge[level].ToArray();
            filled[new Tile(level, index >> Tile.Height)] = full;
            edge[level].SetLength(0);
            leaf = TileSet.Complete(full);
        }
    }

    /// <summary>The tiles that changed since this was last asked, as they are now.</summary>
    public IReadOnlyDictionary<Tile, byte[]> TakeChanges()
    {
        var changes = new Dictionary<Tile, byte[]>(filled);
        foreach (var tile in Tile.Edge(Size)) changes[tile] = edge[tile.Level].ToArray();
        filled.Clear();
        return changes;
    }
}
