using System.Threading.Channels;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Appending;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Loading;

/// <summary>
/// Loads a history by COPY, in one transaction. Nobody else may append meanwhile: the log must be empty, and is locked. While one
/// chunk is copied the next ones are prepared, so that neither the server nor this process waits for the other.
/// </summary>
internal sealed class HistoryLoader(NpgsqlDataSource source, IReferenceData reference, RuleSettings rules, Sealer sealer, Wakers wakers) : IHistoryLoader
{
    private const int ChunkSize = 10_000;
    private const int ChunksAhead = 2;
    private const int DossiersTogether = 50;

    /// <inheritdoc/>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select not exists (select from funding.mt_events)");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public async Task LoadAsync(IEnumerable<PastEvent> events, IProgress<int>? loaded, CancellationToken cancellation)
    {
        var history = new LoadingHistory(sealer);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await BeAloneAsync(connection, transaction, cancellation);
        var copied = 0;
        await foreach (var chunk in PreparedAsync(history, events, cancellation))
        {
            await chunk.SendAsync(connection, cancellation);
            loaded?.Report(copied += chunk.Count);
        }

        await VersionAsync(connection, history.Streams.Values, cancellation);
        await WriteDossiersAsync(connection, history.Streams.Keys.Where(stream => StreamId.IsCpts(stream, out _)), cancellation);
        await transaction.CommitAsync(cancellation);
        wakers.Appended();
    }

    /// <summary>Locks appenders out and looks at the log, in this order and in two statements: one alone would look before it waited.</summary>
    private static async Task BeAloneAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using (var alone = new NpgsqlCommand(
            "set local idle_in_transaction_session_timeout = 0; select pg_advisory_xact_lock(funding.append_lock())", connection, transaction))
            await alone.ExecuteNonQueryAsync(cancellation);
        await using var look = new NpgsqlCommand("select exists (select from funding.mt_events)", connection, transaction);
        if ((bool)(await look.ExecuteScalarAsync(cancellation))!) throw new InvalidOperationException("A history is loaded only into an empty log.");
    }

    /// <summary>The chunks, prepared on another thread and a few ahead, each valid until the next; whoever stops listening stops it, and waits for it to have stopped.</summary>
    private static async IAsyncEnumerable<LoadingChunk> PreparedAsync(
        LoadingHistory history, IEnumerable<PastEvent> events, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var (free, ready) = (Channel.CreateUnbounded<LoadingChunk>(), Channel.CreateUnbounded<LoadingChunk>());
        for (var i = 0; i <= ChunksAhead; i++) free.Writer.TryWrite(new LoadingChunk());
        var preparing = Task.Run(() => PrepareAsync(history, events, free.Reader, ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var chunk in ready.Reader.ReadAllAsync(cancellation))
            {
                yield return chunk;
                free.Writer.TryWrite(chunk);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await preparing;
        }
    }

    /// <summary>Never fails itself: what stops it is told to the reader of the channel.</summary>
    private static async Task PrepareAsync(
        LoadingHistory history, IEnumerable<PastEvent> events, ChannelReader<LoadingChunk> free, ChannelWriter<LoadingChunk> ready, CancellationToken cancellation)
    {
        try
        {
            foreach (var some in events.Chunk(ChunkSize))
            {
                var chunk = await free.ReadAsync(cancellation);
                history.Prepare(some, chunk);
                ready.TryWrite(chunk);
            }

            ready.Complete();
        }
        catch (Exception failure)
        {
            ready.Complete(failure);
        }
    }

    /// <summary>Gives the streams their versions, once all their events are there.</summary>
    private static async Task VersionAsync(NpgsqlConnection connection, IReadOnlyCollection<LoadingStream> streams, CancellationToken cancellation)
    {
        await using var versions = new NpgsqlCommand(
            "update funding.mt_streams s set version = it.version, timestamp = it.last from unnest($1::varchar[], $2::bigint[], $3::timestamptz[]) it (id, version, last) where s.id = it.id", connection);
        versions.Parameters.Add(new() { Value = streams.Select(stream => stream.Id).ToArray() });
        versions.Parameters.Add(new() { Value = streams.Select(stream => stream.Version).ToArray() });
        versions.Parameters.Add(new() { Value = streams.Select(stream => stream.Last.UtcDateTime).ToArray() });
        await versions.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// Writes the dossiers of streams, read back: kept while the history passes, all the states together would be as large as the history. While some are
    /// read those before them are folded.
    /// </summary>
    private async Task WriteDossiersAsync(NpgsqlConnection connection, IEnumerable<string> streams, CancellationToken cancellation)
    {
        var folding = Task.FromResult<NpgsqlBatchCommand?>(null);
        foreach (var some in streams.Chunk(DossiersTogether))
        {
            var read = new List<LoadedStream>(some.Length);
            await foreach (var stream in Storage.StreamReader.LoadSealedAsync(connection, some, cancellation)) read.Add(stream);
            await StoreAsync(connection, await folding, cancellation);
            folding = Task.Run(() => (NpgsqlBatchCommand?)DossierRow.Put([.. read.Select(RowOf)]), CancellationToken.None);
        }

        await StoreAsync(connection, await folding, cancellation);
    }

    private DossierRow RowOf(LoadedStream stream)
        => StreamId.IsCpts(stream.Id, out var id) ? DossierRow.Of(id, stream.Version, (Dossier)stream.ToCpts(), stream.Events[0].RecordedAt, reference, rules) : throw new System.Diagnostics.UnreachableException();

    private static async Task StoreAsync(NpgsqlConnection connection, NpgsqlBatchCommand? rows, CancellationToken cancellation)
    {
        if (rows is null) return;
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(rows);
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
