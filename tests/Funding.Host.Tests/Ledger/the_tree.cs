using Funding.Engine.Ledger.Trees;

namespace Funding.Host.Tests.Ledger;

/// <summary>The tree kept in tiles, against one recomputed leaf by leaf by a verifier that knows nothing of tiles.</summary>
public sealed class the_tree
{
    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, 70_000).Select(i => IndependentVerifier.Leaf($"line {i}"))];

    [Fact]
    public void the_one_without_leaves_is_the_hash_of_nothing()
        => new Frontier().Root.ToString().ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void the_vectors_of_certificate_transparency_hold()
    {
        string[] lines = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        var tree = new Frontier();
        foreach (var line in lines) tree.Add(TreeHash.OfLeaf(Convert.FromHexString(line)));
        tree.Root.ToString().ShouldBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    [Fact]
    public void roots_and_proofs_of_every_small_tree_are_those_of_the_verifier()
    {
        var tiles = Tiles(300);
        for (var size = 1; size <= 300; size++)
        {
            var root = IndependentVerifier.Root(Leaves.AsSpan(0, size));
            tiles.Range(0, size).ToArray().ShouldBe(root);
            for (var leaf = 0; leaf < size; leaf += 1 + (size / 40))
                IndependentVerifier.Includes(Leaves[leaf], leaf, size, Bytes(tiles.Inclusion(leaf, size)), root).ShouldBeTrue($"leaf {leaf} of {size}");
            for (var first = 1; first <= size; first += 1 + (size / 40))
                IndependentVerifier.Continues(first, size, Bytes(tiles.Consistency(first, size)), IndependentVerifier.Root(Leaves.AsSpan(0, first)), root).ShouldBeTrue($"{first} to {size}");
        }
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(69_999)]
    public void so_are_those_of_large_ones_from_the_tiles_that_are_asked_for(int size)
    {
        var tiles = Grown(70_000).TakeChanges();
        var root = IndependentVerifier.Root(Leaves.AsSpan(0, size));
        foreach (var leaf in new[] { 0, 1, 255, 256, 4_711, 65_534, size - 1 })
        {
            var needed = new TileSet(tiles.Where(tile => Tile.Above(leaf, size).Contains(tile.Key)).ToDictionary());
            needed.Range(0, size).ToArray().ShouldBe(root);
            IndependentVerifier.Includes(Leaves[leaf], leaf, size, Bytes(needed.Inclusion(leaf, size)), root).ShouldBeTrue();
            var both = new TileSet(tiles.Where(tile => Tile.Above(leaf, size).Contains(tile.Key) || Tile.Above(size - 1, size).Contains(tile.Key)).ToDictionary());
            IndependentVerifier.Continues(leaf + 1, size, Bytes(both.Consistency(leaf + 1, size)), IndependentVerifier.Root(Leaves.AsSpan(0, leaf + 1)), root).ShouldBeTrue();
        }
    }

    [Fact]
    public void a_tree_taken_up_again_at_any_size_grows_as_if_it_had_never_stopped()
    {
        foreach (var stop in new[] { 0, 1, 255, 256, 257, 600, 65_535, 65_536, 65_537 })
        {
            var stopped = Grown(stop).TakeChanges();
            var again = new GrowingTree(stop, stopped.Where(tile => Tile.Edge(stop).Contains(tile.Key)).ToDictionary());
            for (var leaf = stop; leaf < stop + 300; leaf++) again.Add(new TreeHash(Leaves[leaf]));
            again.Root.ToArray().ShouldBe(IndependentVerifier.Root(Leaves.AsSpan(0, stop + 300)));
            foreach (var (tile, hashes) in again.TakeChanges()) hashes.ShouldBe(Tiles(Grown(stop + 300), tile));
        }
    }

    [Fact]
    public void a_proof_of_another_leaf_or_root_proves_nothing()
    {
        var tiles = Tiles(300);
        var root = tiles.Range(0, 300).ToArray();
        IndependentVerifier.Includes(Leaves[8], 7, 300, Bytes(tiles.Inclusion(7, 300)), root).ShouldBeFalse();
        IndependentVerifier.Includes(Leaves[7], 7, 300, Bytes(tiles.Inclusion(7, 300)), Leaves[0]).ShouldBeFalse();
        IndependentVerifier.Continues(7, 300, Bytes(tiles.Consistency(7, 300)), IndependentVerifier.Root(Leaves.AsSpan(1, 7)), root).ShouldBeFalse();
    }

    private static TileSet Tiles(int size) => new(Grown(size).TakeChanges());

    private static byte[] Tiles(GrowingTree tree, Tile tile) => tree.TakeChanges()[tile];

    private static GrowingTree Grown(int size)
    {
        var tree = new GrowingTree(0, new Dictionary<Tile, byte[]>());
        for (var leaf = 0; leaf < size; leaf++) tree.Add(new TreeHash(Leaves[leaf]));
        return tree;
    }

    private static byte[][] Bytes(IEnumerable<TreeHash> path) => [.. path.Select(hash => hash.ToArray())];
}
