using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Funding.Engine.Ledger.Trees;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Proving;

/// <summary>The log of the database, in ledger order. Lines are made on one thread while the next rows are read on another.</summary>
internal sealed class DatabaseLog(NpgsqlDataSource source) : ILog
{
    private const int Some = 1_000;
    private const int Ahead = 4;

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var made = Channel.CreateBounded<Task<List<LogLine>>>(Ahead);
        var reading = Task.Run(() => FillAsync(from, made.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var lines in made.Reader.ReadAllAsync(cancellation)) yield return await lines;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>The leaves that the database's own tiles hold, from a position on.</summary>
    public async IAsyncEnumerable<TreeHash> LeavesAsync(long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var skip = (int)((from - 1) % Tile.Width);
        await foreach (var hashes in TileTable.LeavesAsync(connection, (from - 1) / Tile.Width, cancellation))
        {
            for (var i = skip; i < hashes.Length / TreeHash.Size; i++) yield return new TreeHash(hashes.AsSpan(i * TreeHash.Size, TreeHash.Size));
            skip = 0;
        }
    }

    private async Task FillAsync(long from, ChannelWriter<Task<List<LogLine>>> made, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand(
                $"select {StoredEvent.Columns} from funding.ledger l left join funding.mt_events e on e.seq_id = l.seq_id where l.position >= $1 order by l.position", connection)
            {
                Parameters = { new() { Value = from } }, CommandTimeout = 0,
            };
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            for (var rows = new List<Row>(Some); ;)
            {
                var more = await reader.ReadAsync(cancellation);
                if (more) rows.Add(reader.IsDBNull(0) ? new Row(reader.GetInt64(8), null) : new Row(reader.GetInt64(8), StoredEvent.Read(reader)));
                if (rows.Count == Some || (!more && rows.Count > 0))
                {
                    var full = rows;
                    await made.WriteAsync(Task.Run(() => Lines(full), cancellation), cancellation);
                    rows = new List<Row>(Some);
                }

                if (!more) break;
            }

            made.Complete();
        }
        catch (Exception failure)
        {
            made.Complete(failure is OperationCanceledException && cancellation.IsCancellationRequested ? null : failure);
        }
    }

    private static List<LogLine> Lines(List<Row> rows)
        => rows.ConvertAll(row => row.Event is { } stored ? new LogLine(row.Position, CanonicalEvent.Utf8(stored), stored.Stream, stored.Version) : new LogLine(row.Position, null, "", 0));

    private sealed record Row(long Position, StoredEvent? Event);
}
