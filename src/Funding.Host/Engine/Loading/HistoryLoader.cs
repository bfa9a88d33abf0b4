using System.Threading.Channels;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Host.Engine.Appending;
using Funding.Host.Engine.Sealing;
using Funding.Host.Engine.Storage;
using Npgsql;

namespace Funding.Host.Engine.Loading;

/// <summary>
/// Loads a history by COPY, in one transaction. Nobody else may append meanwhile: the log must be empty, and is locked. While one
/// chunk is copied the next ones are prepared, so that neither the server nor this process waits for the other.
/// </summary>
internal sealed class HistoryLoader(NpgsqlDataSource source, IReferenceData reference, RuleSettings rules, Sealer sealer, Wakers wakers) : IHistoryLoader
{
    private const int ChunkSize = 5_000;
    private const int ChunksAhead = 2;
    private const int DossiersTogether = 200;

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
        var copier = new HistoryCopier(connection, loaded);
        await foreach (var chunk in PreparedAsync(history, events, cancellation)) await copier.CopyAsync(chunk, cancellation);
        await copier.VersionAsync(history.Streams.Values, cancellation);
        foreach (var some in history.Streams.Keys.Where(stream => StreamId.IsCpts(stream, out _)).Chunk(DossiersTogether))
            await WriteDossiersAsync(connection, some, cancellation);
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

    /// <summary>The chunks, prepared on another thread and a few ahead; whoever stops listening stops it, and waits for it to have stopped.</summary>
    private static async IAsyncEnumerable<LoadingChunk> PreparedAsync(
        LoadingHistory history, IEnumerable<PastEvent> events, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var chunks = Channel.CreateBounded<LoadingChunk>(ChunksAhead);
        var preparing = Task.Run(() => PrepareAsync(history, events, chunks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var chunk in chunks.Reader.ReadAllAsync(cancellation)) yield return chunk;
        }
        finally
        {
            await stop.CancelAsync();
            await preparing;
        }
    }

    /// <summary>Never fails itself: what stops it is told to the reader of the channel.</summary>
    private static async Task PrepareAsync(LoadingHistory history, IEnumerable<PastEvent> events, ChannelWriter<LoadingChunk> chunks, CancellationToken cancellation)
    {
        try
        {
            foreach (var some in events.Chunk(ChunkSize)) await chunks.WriteAsync(history.Prepare(some), cancellation);
            chunks.Complete();
        }
        catch (Exception failure)
        {
            chunks.Complete(failure);
        }
    }

    /// <summary>
    /// Writes the dossiers of some streams, read back: kept while the history passes, all the states together would be as large as
    /// the history, and moving them about costs more than reading and folding one stream at a time.
    /// </summary>
    private async Task WriteDossiersAsync(NpgsqlConnection connection, string[] streams, CancellationToken cancellation)
    {
        var rows = new List<DossierRow>(streams.Length);
        await foreach (var stream in Storage.StreamReader.LoadSealedAsync(connection, streams, cancellation))
            if (StreamId.IsCpts(stream.Id, out var id)) rows.Add(DossierRow.Of(id, stream.Version, (Dossier)stream.ToCpts(), stream.Events[0].RecordedAt, reference, rules));
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(DossierRow.Put(rows));
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
