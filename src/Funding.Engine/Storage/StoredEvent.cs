using Funding.Domain;
using Npgsql;

namespace Funding.Engine.Storage;

/// <summary>A row of the log with its position in the ledger, once it has one and when it was asked for. <c>Data</c> is JSON in UTF-8.</summary>
internal sealed record StoredEvent(
    Guid Id, string Stream, long Version, string Type, byte[] Data, DateTimeOffset RecordedAt, PersonId Actor, Guid? Correlation, long? Position, DateTimeOffset? KnownAt)
{
    /// <summary>The columns of <c>mt_events e</c> that a fold needs: what <see cref="ReadOf"/> expects, in its order.</summary>
    public const string FoldColumns = "e.id, e.version, e.type, e.data, e.timestamp, e.headers ->> 'actor'";

    /// <summary>Reads its type and data.</summary>
    public EventRegistry Registry { get; init; } = EventTypes.Registry;

    /// <summary>The columns of <c>mt_events e</c> and <c>ledger l</c> that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = FoldColumns + ", e.stream_id, e.correlation_id, l.position, l.known_at";

    /// <summary>The event of a row of <see cref="Columns"/>.</summary>
    public static StoredEvent Read(NpgsqlDataReader row) => ReadOf(row.IsDBNull(6) ? "" : row.GetString(6), row) with
    {
        Correlation = IdAt(7, row), Position = row.IsDBNull(8) ? null : row.GetInt64(8), KnownAt = row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
    };

    /// <summary>The event of a row of <see cref="FoldColumns"/>, in a stream that the caller knows.</summary>
    public static StoredEvent ReadOf(string stream, NpgsqlDataReader row) => new(
        row.GetGuid(0), stream, row.GetInt64(1), row.GetString(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<DateTimeOffset>(4),
        IdAt(5, row) is { } actor ? new PersonId(actor) : PersonId.System, null, null, null);

    /// <summary>What happened, or null for a type unknown here. Sealed texts are opened with the key ring in use.</summary>
    public T? Event<T>() where T : class => EventJson.Read(Registry, Type, Data) as T;

    /// <summary>As a decision sees it, or null for a type unknown here.</summary>
    public Recorded<T>? ToRecorded<T>() where T : class => Event<T>() is { } happened ? new Recorded<T>(Id, Actor, happened) : null;

    /// <summary>An id kept as a text, which in rows of others may be anything.</summary>
    private static Guid? IdAt(int column, NpgsqlDataReader row)
        => !row.IsDBNull(column) && Guid.TryParse(row.GetFieldValue<byte[]>(column), out var id) ? id : null;
}
