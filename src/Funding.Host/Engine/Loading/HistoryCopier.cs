using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Engine.Loading;

/// <summary>Copies the rows of a history into the tables. A stream's row comes before its events, which refer to it; its version follows at the end.</summary>
internal sealed class HistoryCopier(NpgsqlConnection connection, IProgress<int>? loaded)
{
    private const int Told = 1_000;

    private int copied;

    /// <summary>Copies the rows of a chunk.</summary>
    public async Task CopyAsync(LoadingChunk chunk, CancellationToken cancellation)
    {
        await CopyAsync("mt_streams (id, version, timestamp, created)", chunk.Streams, async (row, stream) =>
        {
            await row.WriteAsync(stream.Id, NpgsqlDbType.Varchar, cancellation);
            await row.WriteAsync(0L, NpgsqlDbType.Bigint, cancellation);
            await row.WriteAsync(stream.First.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
            await row.WriteAsync(stream.First.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
        }, cancellation);
        await CopyEventsAsync(chunk.Events, cancellation);
        await CopyAsync("sealed_keys (id, stream_id, field, key)", chunk.Keys, async (row, sealedWith) =>
        {
            var (stream, key) = sealedWith;
            await row.WriteAsync(key.Id, NpgsqlDbType.Uuid, cancellation);
            await row.WriteAsync(stream, NpgsqlDbType.Varchar, cancellation);
            await row.WriteAsync(key.Field, NpgsqlDbType.Text, cancellation);
            await row.WriteAsync(key.Key, NpgsqlDbType.Bytea, cancellation);
        }, cancellation);
    }

    /// <summary>Gives the streams their versions, once all their events are there.</summary>
    public async Task VersionAsync(IReadOnlyCollection<LoadingStream> streams, CancellationToken cancellation)
    {
        await using var versions = new NpgsqlCommand(
            "update funding.mt_streams s set version = it.version, timestamp = it.last from unnest($1::varchar[], $2::bigint[], $3::timestamptz[]) it (id, version, last) where s.id = it.id", connection);
        versions.Parameters.Add(new() { Value = streams.Select(stream => stream.Id).ToArray() });
        versions.Parameters.Add(new() { Value = streams.Select(stream => stream.Version).ToArray() });
        versions.Parameters.Add(new() { Value = streams.Select(stream => stream.Last.UtcDateTime).ToArray() });
        await versions.ExecuteNonQueryAsync(cancellation);
        loaded?.Report(copied);
    }

    private async Task CopyEventsAsync(List<LoadingRow> events, CancellationToken cancellation)
    {
        var numbers = await NumbersAsync(events.Count, cancellation);
        var next = 0;
        await CopyAsync("mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, headers)", events, async (row, it) =>
        {
            await row.WriteAsync(numbers[next++], NpgsqlDbType.Bigint, cancellation);
            await row.WriteAsync(it.Id, NpgsqlDbType.Uuid, cancellation);
            await row.WriteAsync(it.Stream, NpgsqlDbType.Varchar, cancellation);
            await row.WriteAsync(it.Version, NpgsqlDbType.Bigint, cancellation);
            await row.WriteAsync(it.Data, NpgsqlDbType.Jsonb, cancellation);
            await row.WriteAsync(it.Type, NpgsqlDbType.Varchar, cancellation);
            await row.WriteAsync(it.RecordedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
            await row.WriteAsync(it.ClrType, NpgsqlDbType.Varchar, cancellation);
            await row.WriteAsync(it.Id.ToString(), NpgsqlDbType.Varchar, cancellation);
            await row.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"actor":"{{it.Actor}}"}"""), NpgsqlDbType.Jsonb, cancellation);
            if (copied++ % Told == 0) loaded?.Report(copied - 1);
        }, cancellation);
    }

    private async Task CopyAsync<T>(string columns, IReadOnlyCollection<T> rows, Func<NpgsqlBinaryImporter, T, Task> write, CancellationToken cancellation)
    {
        if (rows.Count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync($"copy funding.{columns} from stdin (format binary)", cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            await write(copy, row);
        }

        await copy.CompleteAsync(cancellation);
    }

    /// <summary>Numbers drawn as appenders draw them: another engine's, which do not know the lock, may draw some in between.</summary>
    private async Task<long[]> NumbersAsync(int count, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select array(select nextval('funding.mt_events_sequence') from generate_series(1, $1))", connection);
        command.Parameters.Add(new() { Value = count });
        return (long[])(await command.ExecuteScalarAsync(cancellation))!;
    }
}
