using System.Diagnostics;
using Funding.Engine.Leading;
using Funding.Engine.Ledger.Trees;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Proving;

/// <summary>
/// Seals the log: adds the leaves of numbered events to the tree, signs heads, and writes both to the folder outside the database. Off the path
/// of acts: it looks once a second, sooner when somebody asks for a head.
/// </summary>
internal sealed class LedgerWorker(NpgsqlDataSource source, HeadSigner signer, FolderKeeper folder, Wakers wakers, ILogger<LedgerWorker> log) : LeadingWorker(source, Name, log)
{
    /// <summary>Name of the lease and of the checkpoint.</summary>
    public const string Name = WorkerNames.Ledger;

    private const int Batch = 5_000;
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource source = source;
    private GrowingTree? tree;
    private long signedAt;

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        var known = tree;
        tree = null; // what fails halfway is read again
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var growing = await LoadAsync(connection, known, cancellation);
        var added = await GrowAsync(connection, growing, cancellation);
        if (added < Batch && (signedAt == 0 || Stopwatch.GetElapsedTime(signedAt) >= signer.Interval))
        {
            if (await signer.SignAsync(connection, Lease, growing, cancellation)) signedAt = Stopwatch.GetTimestamp();
            await folder.KeepAsync(connection, growing.Size, cancellation);
        }

        tree = growing;
        return added == Batch;
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForLedgerAsync(Polling, cancellation);

    /// <summary>The tree as the database has it: the one in memory, unless another host led meanwhile.</summary>
    private static async Task<GrowingTree> LoadAsync(NpgsqlConnection connection, GrowingTree? known, CancellationToken cancellation)
    {
        var size = await TileTable.SizeAsync(connection, cancellation);
        return known?.Size == size ? known : new GrowingTree(size, await TileTable.ReadAsync(connection, Tile.Edge(size).ToList(), cancellation));
    }

    private async Task<int> GrowAsync(NpgsqlConnection connection, GrowingTree growing, CancellationToken cancellation)
    {
        var from = growing.Size;
        await foreach (var line in LeavesAsync(connection, from, cancellation)) growing.Add(TreeHash.OfLeaf(line));
        if (growing.Size == from) return 0;
        await using var write = new NpgsqlBatch(connection);
        write.BatchCommands.Add(Lease.Fence());
        write.BatchCommands.Add(TileTable.Write(growing.TakeChanges()));
        write.BatchCommands.Add(Storage.StreamReader.Command("select funding.move_checkpoint($1, $2, $3)", Name, from, growing.Size));
        await write.ExecuteNonQueryAsync(cancellation);
        return (int)(growing.Size - from);
    }

    private static async IAsyncEnumerable<byte[]> LeavesAsync(NpgsqlConnection connection, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select {StoredEvent.Columns} from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id where l.position > $1 order by l.position limit $2", connection)
        {
            Parameters = { new() { Value = after }, new() { Value = Batch } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        for (var expected = after + 1; await reader.ReadAsync(cancellation); expected++)
        {
            var stored = StoredEvent.Read(reader);
            // A tree that grew over a gap would give every later event another's place.
            if (stored.Position != expected) throw new InvalidOperationException($"Position {expected} of the ledger is missing; {stored.Position} follows. Run verify.");
            yield return CanonicalEvent.Utf8(stored);
        }
    }
}
