using Funding.Engine.Sealing;
using Npgsql;
using NpgsqlTypes;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine.Appending;

/// <summary>What acts leave besides their events. Arrays are unnested side by side in the list of columns: in a list of tables each is laid down first.</summary>
internal static class ActRows
{
    /// <summary>One row per act, by which an outcome that nobody saw is looked up.</summary>
    public static NpgsqlBatchCommand Commands(IReadOnlyList<Append> appends) => Command(
        "insert into funding.commands (id, recorded_at) select unnest($1::uuid[]), unnest($2::timestamptz[])",
        appends.Select(append => append.CommandId).ToArray(), appends.Select(append => append.RecordedAt.UtcDateTime).ToArray());

    /// <summary>The answers kept under keys.</summary>
    public static NpgsqlBatchCommand Answers(IReadOnlyList<Append> appends)
    {
        var command = Command(
            "insert into funding.idempotency (person, key, request_hash, recorded_at, answer) select unnest($1::uuid[]), unnest($2::text[]), unnest($3::text[]), unnest($4::timestamptz[]), unnest($5::jsonb[])",
            appends.Select(append => append.Idempotency!.Person.Value).ToArray(), appends.Select(append => append.Idempotency!.Key).ToArray(),
            appends.Select(append => append.Idempotency!.RequestHash).ToArray(), appends.Select(append => append.RecordedAt.UtcDateTime).ToArray());
        return command.With(NpgsqlDbType.Jsonb, appends.Select(append => append.Idempotency!.Answer));
    }

    /// <summary>The keys of sealed texts.</summary>
    public static NpgsqlBatchCommand Keys(IReadOnlyCollection<(string Stream, FreshKey Key)> keys) => Command(
        "insert into funding.sealed_keys (id, stream_id, field, key) select unnest($1::uuid[]), unnest($2::text[]), unnest($3::text[]), unnest($4::bytea[])",
        keys.Select(it => it.Key.Id).ToArray(), keys.Select(it => it.Stream).ToArray(), keys.Select(it => it.Key.Field).ToArray(), keys.Select(it => it.Key.Key).ToArray());

    /// <summary>What is to be told. A row that is there already is left as it is: a message that carries rows may come twice.</summary>
    public static NpgsqlBatchCommand Outbox(IReadOnlyList<OutboxRow> rows)
    {
        var command = Command(
            "insert into funding.outbox (id, event_id, kind, region, cpts_id, recorded_at, department, roles, data) "
            + "select unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[]), unnest($5::uuid[]), unnest($6::timestamptz[]), unnest($7::text[]), "
            + "string_to_array(unnest($8::text[]), ','), unnest($9::jsonb[]) on conflict (id) do nothing",
            rows.Select(row => row.Id).ToArray(), rows.Select(row => row.EventId).ToArray(), rows.Select(row => row.Kind).ToArray(),
            rows.Select(row => row.Region).ToArray(), rows.Select(row => row.CptsId).ToArray(), rows.Select(row => row.RecordedAt.UtcDateTime).ToArray(),
            rows.Select(row => row.Department).ToArray(), rows.Select(row => row.Roles).ToArray());
        return command.With(NpgsqlDbType.Jsonb, rows.Select(row => row.Data));
    }

    private static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, NpgsqlDbType type, IEnumerable<string> values)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
        return command;
    }
}
