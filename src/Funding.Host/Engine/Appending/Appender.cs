using Npgsql;
using NpgsqlTypes;
using static Funding.Host.Engine.Storage.StreamReader;

namespace Funding.Host.Engine.Appending;

/// <summary>What became of an append.</summary>
internal enum AppendOutcome
{
    /// <summary>Stored: acknowledged means durable.</summary>
    Stored,

    /// <summary>Somebody else wrote first: nothing is stored, decide again.</summary>
    Conflict,

    /// <summary>The idempotency key was used meanwhile: nothing is stored, look it up.</summary>
    KeyTaken,
}

/// <summary>Stores an act: one batch, one implicit or surrounding transaction.</summary>
internal static class Appender
{
    private const string AppendCall = "select funding.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    /// <summary>The statements of the act, in the order that the engine's promises need.</summary>
    public static NpgsqlBatch Build(NpgsqlConnection connection, NpgsqlTransaction? transaction, Append append)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Command("insert into funding.commands (id, recorded_at) values ($1, $2)", append.CommandId, append.RecordedAt.UtcDateTime));
        if (append.Idempotency is { } kept)
        {
            var command = Command("insert into funding.idempotency (person, key, request_hash, recorded_at, answer) values ($1, $2, $3, $4, $5)",
                kept.Person.Value, kept.Key, kept.RequestHash, append.RecordedAt.UtcDateTime);
            command.Parameters.Add(new NpgsqlParameter { Value = kept.Answer, NpgsqlDbType = NpgsqlDbType.Jsonb });
            batch.BatchCommands.Add(command);
        }

        if (append.Streams.Count > 0)
        {
            var (call, keys) = EventsOf(append);
            batch.BatchCommands.Add(call);
            foreach (var (stream, key) in keys)
                batch.BatchCommands.Add(Command("insert into funding.sealed_keys (id, stream_id, field, key) values ($1, $2, $3, $4)", key.Id, stream, key.Field, key.Key));
        }

        if (append.Dossier is { } dossier) batch.BatchCommands.Add(dossier.ToCommand());
        return batch;
    }

    /// <summary>What a failure means; anything not named here is not known to be harmless, and is never retried blindly.</summary>
    public static AppendOutcome? Read(PostgresException failure) => failure switch
    {
        { SqlState: "F0001" or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => AppendOutcome.Conflict,
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_mt_events_stream_and_version" or "pkey_mt_streams_id" } => AppendOutcome.Conflict,
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "idempotency_pkey" } => AppendOutcome.KeyTaken,
        _ => null,
    };

    private static (NpgsqlBatchCommand Call, List<(string Stream, Sealing.FreshKey Key)> Keys) EventsOf(Append append)
    {
        var streams = append.Streams.OrderBy(stream => stream.Stream, StringComparer.Ordinal).ToList();
        var keys = new List<(string, Sealing.FreshKey)>();
        var rows = new List<(Guid Id, string Stream, long Version, string Type, string Clr, string Data, string Headers)>();
        foreach (var stream in streams)
        {
            var version = stream.Expected;
            foreach (var (id, actor, happened) in stream.Events)
            {
                var (json, fresh) = append.Sealer.Collect(() => Storage.EventJson.Write(happened));
                keys.AddRange(fresh.Select(key => (stream.Stream, key)));
                rows.Add((id, stream.Stream, ++version, Storage.EventTypes.NameOf(happened), Storage.EventTypes.ClrNameOf(happened), json, $$"""{"actor":"{{actor}}"}"""));
            }
        }

        var call = Command(AppendCall,
            streams.Select(stream => stream.Stream).ToArray(), streams.Select(stream => stream.Expected).ToArray(),
            streams.Select(stream => stream.Expected + stream.Events.Count).ToArray(), append.RecordedAt.UtcDateTime,
            rows.Select(row => row.Id).ToArray(), rows.Select(row => row.Stream).ToArray(), rows.Select(row => row.Version).ToArray(),
            rows.Select(row => row.Type).ToArray(), rows.Select(row => row.Clr).ToArray());
        call.Parameters.Add(new NpgsqlParameter { Value = rows.Select(row => row.Data).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        call.Parameters.Add(new NpgsqlParameter { Value = rows.Select(row => row.Headers).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        call.Parameters.Add(new NpgsqlParameter { Value = append.CorrelationId.ToString() });
        return (call, keys);
    }
}
