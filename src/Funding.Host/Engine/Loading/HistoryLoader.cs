using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Host.Engine.Appending;
using Funding.Host.Engine.Sealing;
using Funding.Host.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Engine.Loading;

/// <summary>Loads a history by COPY, in one transaction. Nobody else may append meanwhile: the log must be empty, and is locked.</summary>
internal sealed class HistoryLoader(NpgsqlDataSource source, IReferenceData reference, RuleSettings rules, Sealer sealer, Wakers wakers) : IHistoryLoader
{
    private const int Told = 1_000;

    /// <inheritdoc/>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select not exists (select from funding.mt_events)");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public async Task LoadAsync(IEnumerable<PastEvent> events, IProgress<int>? loaded, CancellationToken cancellation)
    {
        var history = new LoadingHistory();
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var guard = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtext('funding.load')), exists (select from funding.mt_events)", connection, transaction))
        await using (var reader = await guard.ExecuteReaderAsync(cancellation))
        {
            await reader.ReadAsync(cancellation);
            if (reader.GetBoolean(1)) throw new InvalidOperationException("A history is loaded only into an empty log.");
        }

        foreach (var past in events) history.Add(past, sealer);
        await CopyStreamsAsync(connection, history, cancellation);
        await CopyEventsAsync(connection, history, loaded, cancellation);
        await CopyKeysAsync(connection, history, cancellation);
        await WriteDossiersAsync(connection, transaction, history, cancellation);
        await transaction.CommitAsync(cancellation);
        wakers.Appended();
    }

    private static async Task CopyStreamsAsync(NpgsqlConnection connection, LoadingHistory history, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy funding.mt_streams (id, version, timestamp, created) from stdin (format binary)", cancellation);
        foreach (var (id, stream) in history.Streams)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(id, NpgsqlDbType.Varchar, cancellation);
            await copy.WriteAsync(stream.Version, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(stream.Last.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
            await copy.WriteAsync(stream.First.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task CopyEventsAsync(NpgsqlConnection connection, LoadingHistory history, IProgress<int>? loaded, CancellationToken cancellation)
    {
        var numbers = await SequenceAsync(connection, history.Events.Count, cancellation);
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy funding.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, headers) from stdin (format binary)", cancellation);
        for (var i = 0; i < history.Events.Count; i++)
        {
            var row = history.Events[i];
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(numbers[i], NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(row.Stream, NpgsqlDbType.Varchar, cancellation);
            await copy.WriteAsync(row.Version, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(row.Data, NpgsqlDbType.Jsonb, cancellation);
            await copy.WriteAsync(row.Type, NpgsqlDbType.Varchar, cancellation);
            await copy.WriteAsync(row.RecordedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
            await copy.WriteAsync(row.ClrType, NpgsqlDbType.Varchar, cancellation);
            await copy.WriteAsync(row.Id.ToString(), NpgsqlDbType.Varchar, cancellation);
            await copy.WriteAsync($$"""{"actor":"{{row.Actor}}"}""", NpgsqlDbType.Jsonb, cancellation);
            if (i % Told == 0) loaded?.Report(i);
        }

        await copy.CompleteAsync(cancellation);
        loaded?.Report(history.Events.Count);
    }

    private static async Task CopyKeysAsync(NpgsqlConnection connection, LoadingHistory history, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy funding.sealed_keys (id, stream_id, field, key) from stdin (format binary)", cancellation);
        foreach (var (stream, key) in history.Keys)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(key.Id, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(stream, NpgsqlDbType.Varchar, cancellation);
            await copy.WriteAsync(key.Field, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(key.Key, NpgsqlDbType.Bytea, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private async Task WriteDossiersAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, LoadingHistory history, CancellationToken cancellation)
    {
        foreach (var chunk in history.Cpts.Chunk(200))
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var (id, state) in chunk)
            {
                var stream = history.Streams[StreamId.OfCpts(id)];
                batch.BatchCommands.Add(DossierRow.Of(id, stream.Version, (Dossier)state, stream.First, reference, rules).ToCommand());
            }

            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task<long[]> SequenceAsync(NpgsqlConnection connection, int count, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select array(select nextval('funding.mt_events_sequence') from generate_series(1, $1))", connection);
        command.Parameters.Add(new() { Value = count });
        return (long[])(await command.ExecuteScalarAsync(cancellation))!;
    }
}
