using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering.Opening;

/// <summary>One event, in its stream and among those of its act.</summary>
internal static class EventDetails
{
    // The events of one act take their numbers at once, beside others that do: they are not far apart.
    private const string Acted =
        $"""
        select {StoredEvent.Columns}
        from (select * from funding.mt_events where seq_id between $1 - 512 and $1 + 512 offset 0) e left join funding.ledger l on l.seq_id = e.seq_id
        where e.correlation_id = $2 and e.id <> $3 order by e.seq_id
        """;

    private const string Notices =
        """
        select id, kind, roles, region, true from funding.notices where event_id = @event and (cpts_id = @cpts or (@cpts is null and region = @region))
        union all
        select id, kind, roles, region, false from funding.outbox where event_id = @event
        order by 2, 1
        """;

    /// <summary>The event that meets a condition on <c>mt_events e</c> and <c>ledger l</c>, or null.</summary>
    public static async Task<EventDetail?> FindAsync(NpgsqlConnection connection, string condition, object value, CancellationToken cancellation)
    {
        if (await PlaceAsync(connection, condition, value, cancellation) is not { } place) return null;
        var stored = await Storage.StreamReader.LoadPlacedAsync(connection, place.Stream, null, cancellation);
        var stream = LoggedEvents.Of(stored);
        var one = stored.Events.First(it => it.Version == place.Version);
        var cpts = StreamId.IsCpts(place.Stream, out var id) ? id : (Guid?)null;
        var replayed = cpts is null ? null : LoggedEvents.Replay(stream, null).First(it => it.Event.Version == place.Version);
        return new EventDetail(
            stream.First(it => it.Version == place.Version), one.KnownAt, cpts, replayed?.Step, await SameActAsync(connection, place.Number, one, cancellation),
            stream.Find(it => it.Happened is ActReversed reversal && reversal.Reversed == one.Id),
            await NoticesAsync(connection, one.Id, cpts, StreamId.RegionOfEnvelope(place.Stream), cancellation));
    }

    private static async Task<(long Number, string Stream, long Version)?> PlaceAsync(NpgsqlConnection connection, string condition, object value, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select e.seq_id, e.stream_id, e.version from funding.mt_events e left join funding.ledger l on l.seq_id = e.seq_id where {condition}", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2)) : null;
    }

    /// <summary>Without the keys of their sealed texts: they are told by what is in clear.</summary>
    private static async Task<IReadOnlyList<LoggedEvent>> SameActAsync(NpgsqlConnection connection, long number, StoredEvent one, CancellationToken cancellation)
    {
        if (one.Correlation is not { } act) return [];
        await using var command = new NpgsqlCommand(Acted, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = number });
        command.Parameters.Add(new NpgsqlParameter { Value = act.ToString() });
        command.Parameters.Add(new NpgsqlParameter { Value = one.Id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var others = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellation)) others.Add(StoredEvent.Read(reader));
        return LoggedEvents.Of(new LoadedStream(one.Stream, others, new Dictionary<Guid, byte[]>()));
    }

    private static async Task<IReadOnlyList<CausedNotice>> NoticesAsync(NpgsqlConnection connection, Guid happened, Guid? cpts, string? region, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Notices, connection)
            .With("event", NpgsqlDbType.Uuid, happened).With("cpts", NpgsqlDbType.Uuid, cpts).With("region", NpgsqlDbType.Text, region);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var notices = new List<CausedNotice>();
        while (await reader.ReadAsync(cancellation))
            notices.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<string[]>(2), reader.GetString(3), reader.GetBoolean(4)));
        return notices;
    }
}
