using Funding.Domain;
using Npgsql;

namespace Funding.Host.Engine.Storage;

/// <summary>A row of the log with its position in the ledger, once it has one.</summary>
internal sealed record StoredEvent(
    Guid Id, string Stream, long Version, string Type, string Data, DateTimeOffset RecordedAt, PersonId Actor, Guid? Correlation, long? Position, DateTimeOffset? KnownAt)
{
    /// <summary>The columns that <see cref="Read"/> expects of <c>mt_events e</c> and <c>ledger l</c>, in its order.</summary>
    public const string Columns = "e.id, e.stream_id, e.version, e.type, e.data::text, e.timestamp, e.headers ->> 'actor', e.correlation_id, l.position, l.known_at";

    public static StoredEvent Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.IsDBNull(1) ? "" : row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5),
        !row.IsDBNull(6) && Guid.TryParse(row.GetString(6), out var actor) ? new PersonId(actor) : PersonId.System,
        row.IsDBNull(7) || !Guid.TryParse(row.GetString(7), out var correlation) ? null : correlation,
        row.IsDBNull(8) ? null : row.GetInt64(8), row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9));

    /// <summary>What happened, or null for a type unknown here. Sealed texts are opened with the key ring in use.</summary>
    public T? Event<T>() where T : class => EventJson.Read(Type, Data) as T;

    /// <summary>As a decision sees it, or null for a type unknown here.</summary>
    public Recorded<T>? ToRecorded<T>() where T : class => Event<T>() is { } happened ? new Recorded<T>(Id, Actor, happened) : null;
}
