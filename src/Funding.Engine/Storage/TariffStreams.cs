using Npgsql;

namespace Funding.Engine.Storage;

/// <summary>Reads the streams of tariffs, which only the beginning of their ids tells from others.</summary>
internal static class TariffStreams
{
    /// <summary>Stream by stream, by its index, whatever the planner believes of the log's size.</summary>
    private const string Events =
        $"""
        select {StoredEvent.Columns} from funding.mt_streams s
        join lateral (select * from funding.mt_events m where m.stream_id = s.id offset 0) e on true
        left join funding.ledger l on l.seq_id = e.seq_id
        where s.id like '{StreamId.TariffPrefix}%' and ($1::bigint is null or l.position <= $1) order by s.id, e.version
        """;

    private const string Keys = $"select k.id, k.key from funding.mt_streams s join funding.sealed_keys k on k.stream_id = s.id where s.id like '{StreamId.TariffPrefix}%'";

    /// <summary>All of them by id, with the positions of their events; with a position, what the ledger held up to it.</summary>
    public static async Task<IReadOnlyList<(string Tariff, LoadedStream Stream)>> LoadAsync(NpgsqlConnection connection, long? upTo, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(StreamReader.Command(Keys));
        batch.BatchCommands.Add(StreamReader.Command(Events));
        batch.BatchCommands[^1].Parameters.Add(new NpgsqlParameter { Value = (object?)upTo ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var keys = await StreamReader.KeysAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellation)) events.Add(StoredEvent.Read(reader));
        return [.. events.GroupBy(stored => stored.Stream, (stream, own) => (StreamId.IsTariff(stream, out var id) ? id : stream, new LoadedStream(stream, own.ToList(), keys)))];
    }
}
