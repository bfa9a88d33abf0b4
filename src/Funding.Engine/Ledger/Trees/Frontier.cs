namespace Funding.Engine.Ledger.Trees;

/// <summary>
/// What must be kept of a tree to add leaves to it and to know its root (RFC 9162 section 2.1.1): the roots of its complete subtrees,
/// largest first, one for each binary digit 1 of its size.
/// </summary>
public sealed class Frontier
{
    private readonly List<TreeHash> roots = [];

    /// <summary>An empty tree.</summary>
    public Frontier()
    {
    }

    /// <summary>A tree of which the roots of the complete subtrees are known, largest first.</summary>
    public Frontier(long size, IEnumerable<TreeHash> subtrees)
    {
        Size = size;
        roots.AddRange(subtrees);
        if (roots.Count != long.PopCount(size)) throw new ArgumentException("A tree has one complete subtree for each binary digit 1 of its size.", nameof(subtrees));
    }

    /// <summary>How many leaves it has.</summary>
    public long Size { get; private set; }

    /// <summary>The root of the tree as it stands.</summary>
    public TreeHash Root
    {
        get
        {
            if (roots.Count == 0) return TreeHash.OfNothing;
            var root = roots[^1];
            for (var i = roots.Count - 2; i >= 0; i--) root = TreeHash.OfNode(roots[i], root);
            return root;
        }
    }

    /// <summary>Adds a leaf.</summary>
    public void Add(TreeHash leaf)
    {
        for (var below = Size; (below & 1) == 1; below >>= 1)
        {
            leaf = TreeHash.OfNode(roots[^1], leaf);
            roots.RemoveAt(roots.Count - 1);
        }

        roots.Add(leaf);
        Size++;
    }
}
