using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Tests.Store.Corpus;

/// <summary>The rows of a log as files, one JSON row a line: what the tables of a release held, whatever later releases would write.</summary>
internal static class CorpusFiles
{
    private const string InsertStreams =
        """
        insert into funding.mt_streams (id, version, timestamp, created)
        select row ->> 'stream_id', max((row ->> 'version')::bigint), max((row ->> 'timestamp')::timestamptz), min((row ->> 'timestamp')::timestamptz)
        from unnest($1) row group by 1
        """;

    public static string EventsOf(string folder) => Path.Combine(folder, "mt_events.ndjson");

    public static async Task SaveAsync(TestEngine engine, string folder)
    {
        Directory.CreateDirectory(folder);
        await SaveAsync("mt_events", "seq_id");
        await SaveAsync("sealed_keys", "id");

        async Task SaveAsync(string table, string order)
            => await File.WriteAllLinesAsync(Path.Combine(folder, $"{table}.ndjson"),
                await engine.ScalarAsync<string[]>($"select array_agg(jsonb_strip_nulls(to_jsonb(t))::text order by {order}) from funding.{table} t"),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>Puts the rows into an empty log as they are, all or nothing; streams follow from their events.</summary>
    public static async Task LoadAsync(TestEngine engine, string folder)
    {
        var events = await File.ReadAllLinesAsync(EventsOf(folder));
        await using var connection = await Sql.OpenAsync(engine.OwnerConnectionString);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(With(InsertStreams, events));
        batch.BatchCommands.Add(With(Insert("mt_events"), events));
        batch.BatchCommands.Add(With(Insert("sealed_keys"), await File.ReadAllLinesAsync(Path.Combine(folder, "sealed_keys.ndjson"))));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select setval('funding.mt_events_sequence', (select max(seq_id) from funding.mt_events))"));
        await batch.ExecuteNonQueryAsync();
    }

    private static string Insert(string table) => $"insert into funding.{table} select (jsonb_populate_record(null::funding.{table}, row)).* from unnest($1) row";

    private static NpgsqlBatchCommand With(string sql, string[] rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = rows, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        return command;
    }
}
