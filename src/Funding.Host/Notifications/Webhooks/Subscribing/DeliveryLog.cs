using Funding.Engine.Answering;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Host.Notifications.Webhooks.Subscribing;

/// <summary>A message to a receiver and what became of it.</summary>
/// <param name="Number">Its number among all deliveries.</param>
/// <param name="Id">Its id, the receiver's <c>webhook-id</c>.</param>
/// <param name="Type">The event's stored name, or <c>notice.</c> and the kind; null when it is not there any more.</param>
/// <param name="Position">The event's position, or null.</param>
/// <param name="NoticeId">The notice, or null.</param>
/// <param name="State"><c>pending</c>, <c>sent</c>, <c>dead</c> or <c>discarded</c>.</param>
/// <param name="MadeAt">Since when it is there, by the real clock.</param>
/// <param name="NextAt">When it is tried next at the earliest, while it is pending.</param>
/// <param name="SettledAt">Since when nothing more is to become of it.</param>
/// <param name="Reason">Why it is as it is.</param>
/// <param name="Attempts">What was tried, in order.</param>
public sealed record DeliveryEntry(
    long Number, Guid Id, string? Type, long? Position, Guid? NoticeId, string State, DateTimeOffset MadeAt, DateTimeOffset? NextAt, DateTimeOffset? SettledAt, string? Reason,
    IReadOnlyList<AttemptEntry> Attempts);

/// <summary>One attempt.</summary>
public sealed record AttemptEntry(int Attempt, DateTimeOffset At, string Outcome, int? Status, int Millis, string? Reason);

/// <summary>How the lane of a receiver is.</summary>
/// <param name="Failures">How often in a row it failed.</param>
/// <param name="OpenUntil">Until when it is left alone, or null.</param>
/// <param name="Reason">Why.</param>
/// <param name="Waiting">How many messages wait, counted up to 1 000.</param>
public sealed record LaneState(int Failures, DateTimeOffset? OpenUntil, string? Reason, int Waiting);

/// <summary>Reads what was sent to receivers.</summary>
internal sealed class DeliveryLog(NpgsqlDataSource source)
{
    private const string Select =
        """
        select d.number, d.id, coalesce(e.type, 'notice.' || n.kind, case when d.head is not null then 'ledger-head' end), d.position, d.notice_id, d.state, d.made_at, case when d.state = 'pending' then d.next_at end, d.settled_at, d.reason
        from funding.deliveries d
        left join funding.ledger l on l.position = d.position left join funding.mt_events e on e.seq_id = l.seq_id
        left join funding.notices n on n.id = d.notice_id
        where d.destination = $1 and d.number < $2 order by d.number desc limit $3
        """;

    /// <summary>The deliveries of a receiver, newest first.</summary>
    public async Task<Page<DeliveryEntry>> ReadAsync(Guid webhook, PageRequest page, CancellationToken cancellation)
    {
        var before = page.After is null ? long.MaxValue : Cursor.Number(Cursor.Read(page.After, 1)[0]);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var rows = await RowsAsync(connection, webhook, before, page.Size + 1, cancellation);
        var attempts = await AttemptsAsync(connection, rows.Select(row => row.Number).ToArray(), cancellation);
        return Cursor.Page(rows.Select(row => row with { Attempts = [.. attempts[row.Number]] }).ToList(), page.Size, row => Cursor.Write(row.Number));
    }

    /// <summary>How the lane of a receiver is.</summary>
    public async Task<LaneState> LaneAsync(Guid webhook, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            select coalesce(l.failures, 0), case when l.open_until > clock_timestamp() then l.open_until end, l.reason,
                   (select count(*)::int from (select from funding.deliveries where lane = $1 and state = 'pending' limit 1000) waiting)
            from (select) one left join funding.lanes l on l.name = $1
            """);
        command.Parameters.Add(new() { Value = Webhook.LaneOf(webhook) });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new(row.GetInt32(0), InstantAt(row, 1), TextAt(row, 2), row.GetInt32(3));
    }

    private static async Task<List<DeliveryEntry>> RowsAsync(NpgsqlConnection connection, Guid webhook, long before, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Select, connection) { Parameters = { new() { Value = webhook }, new() { Value = before }, new() { Value = most } } };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<DeliveryEntry>();
        while (await row.ReadAsync(cancellation))
            rows.Add(new(
                row.GetInt64(0), row.GetGuid(1), TextAt(row, 2), row.IsDBNull(3) ? null : row.GetInt64(3), row.IsDBNull(4) ? null : row.GetGuid(4), row.GetString(5),
                row.GetFieldValue<DateTimeOffset>(6), InstantAt(row, 7), InstantAt(row, 8), TextAt(row, 9), []));
        return rows;
    }

    private static async Task<ILookup<long, AttemptEntry>> AttemptsAsync(NpgsqlConnection connection, long[] deliveries, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select delivery, attempt, at, outcome, status, millis, reason from funding.delivery_attempts where delivery = any($1) order by delivery, attempt", connection)
        {
            Parameters = { new() { Value = deliveries } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var all = new List<(long Delivery, AttemptEntry Entry)>();
        while (await row.ReadAsync(cancellation))
            all.Add((row.GetInt64(0), new(row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetInt32(4), row.GetInt32(5), TextAt(row, 6))));
        return all.ToLookup(it => it.Delivery, it => it.Entry);
    }

    private static string? TextAt(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? InstantAt(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
