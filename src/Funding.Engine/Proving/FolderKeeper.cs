using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Npgsql;

namespace Funding.Engine.Proving;

/// <summary>
/// Keeps the folder outside the database up with the tree: adds what it lacks. Before that, once in a host's life and whenever the tree became smaller, it
/// looks whether the tree still holds what the folder does; one that does not is never written to.
/// </summary>
internal sealed class FolderKeeper(LedgerFolder folder, ILogger<FolderKeeper> log)
{
    private long? kept;
    private bool told;

    /// <summary>Adds to the folder what it lacks of a tree of that size.</summary>
    public async Task KeepAsync(NpgsqlConnection connection, long size, CancellationToken cancellation)
    {
        if (kept == size) return;
        try
        {
            var last = folder.Heads().LastOrDefault();
            if ((kept is null || kept > size) && last is not null && !await HoldsAsync(connection, last, size, cancellation))
            {
                if (!told) log.LogError("The ledger does not continue the head of {Size} events that was written to {Folder}: it was altered, or the folder is another's. Nothing is added there; run verify", last.Size, folder.Location);
                told = true;
                return;
            }

            await AddLeavesAsync(connection, size, cancellation);
            var heads = await HeadTable.AfterAsync(connection, last?.Size ?? -1, cancellation);
            if (heads.Count > 0) folder.AddHeads(heads);
            kept = size;
            told = false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (!told) log.LogError(failure, "Heads could not be written to {Folder}; they are, once it can be written to", folder.Location);
            told = true;
        }
    }

    private static async Task<bool> HoldsAsync(NpgsqlConnection connection, TreeHead head, long size, CancellationToken cancellation)
    {
        if (head.Size > size) return false;
        if (head.Size == 0) return true;
        var tiles = await TileTable.ReadAsync(connection, [.. Tile.Above(head.Size - 1, head.Size)], cancellation);
        return new TileSet(tiles).Range(0, head.Size) == head.RootHash;
    }

    private async Task AddLeavesAsync(NpgsqlConnection connection, long size, CancellationToken cancellation)
    {
        var count = folder.LeafCount;
        if (count >= size) return;
        await foreach (var hashes in TileTable.LeavesAsync(connection, count / Tile.Width, cancellation))
        {
            var known = (int)(count % Tile.Width) * TreeHash.Size;
            folder.AddLeaves(hashes.AsSpan(known));
            count += (hashes.Length - known) / TreeHash.Size;
        }
    }
}
