using Funding.Domain.Rights;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Host.Notifications.Webhooks.FanningOut;

/// <summary>An event, as far as it matters for whom it is.</summary>
/// <param name="Position">Its position in the ledger.</param>
/// <param name="Id">Its id.</param>
/// <param name="Stream">Its stream: within it, order is kept.</param>
/// <param name="Type">Its stored name.</param>
/// <param name="Cpts">The CPTS whose stream it is in, or null.</param>
/// <param name="Region">Of another stream the region; null for what concerns every region (tariffs).</param>
internal sealed record LedgerEvent(long Position, Guid Id, string Stream, string Type, Guid? Cpts, string? Region);

/// <summary>An open subscription.</summary>
internal sealed record Subscriber(Guid Id, string Region, IReadOnlyList<string> Types, long After)
{
    /// <summary>The region of what has none though it should: only the nation covers it.</summary>
    public const string Nowhere = "";

    /// <summary>Whether what concerns a region, or every one (null), concerns it.</summary>
    public bool Covers(string? region) => region is null || Region == Caller.Nation || Region == region;

    /// <summary>Whether it subscribes to any of these types.</summary>
    public bool Wants(IReadOnlyList<string> types) => types.Any(Types.Contains);
}

/// <summary>Reads what is to be handed out.</summary>
internal static class FanOutReader
{
    private const string Checkpoint = $"coalesce((select position from funding.checkpoints where name = '{WebhookFanOut.Name}'), 0)";

    /// <summary>How far it is, how far the ledger is, and whether anybody subscribes; in one look, so that a subscription opened since was opened after that.</summary>
    public static async Task<(long Checkpoint, long Last, bool IsWanted)> StandingAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select {Checkpoint}, coalesce((select max(position) from funding.ledger), 0), exists (select from funding.webhooks where closed_at is null)", connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2));
    }

    /// <summary>The next events, in order.</summary>
    public static async Task<List<LedgerEvent>> EventsAsync(NpgsqlConnection connection, long after, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select l.position, e.id, coalesce(e.stream_id, ''), e.type from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id where l.position > $1 order by l.position limit $2", connection)
        {
            Parameters = { new() { Value = after }, new() { Value = most } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var events = new List<LedgerEvent>();
        while (await row.ReadAsync(cancellation)) events.Add(EventOf(row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetString(3)));
        return events;
    }

    /// <summary>The open subscriptions.</summary>
    public static async Task<List<Subscriber>> SubscribersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select id, region, types, after from funding.webhooks where closed_at is null order by id", connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var subscribers = new List<Subscriber>();
        while (await row.ReadAsync(cancellation)) subscribers.Add(new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetInt64(3)));
        return subscribers;
    }

    private static LedgerEvent EventOf(long position, Guid id, string stream, string type)
    {
        if (StreamId.IsCpts(stream, out var cpts)) return new(position, id, stream, type, cpts, null);
        return new(position, id, stream, type, null, StreamId.IsTariff(stream, out _) ? null : StreamId.RegionOfEnvelope(stream) ?? Subscriber.Nowhere);
    }
}
