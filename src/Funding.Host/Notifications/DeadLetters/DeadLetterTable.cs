using Funding.Domain;
using Funding.Engine.Answering;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Delivering;
using Npgsql;
using NpgsqlTypes;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Host.Notifications.DeadLetters;

/// <summary>Dead letters, where all deliveries are. Who decided what about them is in the log of the host, by id.</summary>
internal sealed class DeadLetterTable(NpgsqlDataSource source, ILogger<DeadLetterTable> log) : IDeadLetters
{
    private const string Select =
        """
        select d.number, d.id, d.channel, d.destination, coalesce(n.kind, e.type, case when d.head is not null then 'ledger-head' end), d.notice_id, d.position, d.made_at, d.settled_at, d.attempts, d.reason, d.head
        from funding.deliveries d
        left join funding.notices n on n.id = d.notice_id
        left join funding.ledger l on l.position = d.position left join funding.mt_events e on e.seq_id = l.seq_id
        where d.state = 'dead'
        """;

    private const string Asked = "(@channel is null or d.channel = @channel) and (@destination is null or d.destination = @destination)";

    private const string Again =
        "update funding.deliveries d set state = 'pending', failures = 0, queued_at = clock_timestamp(), next_at = clock_timestamp(), settled_at = null, reason = null where d.state = 'dead'";

    /// <inheritdoc/>
    public async Task<Page<DeadLetter>> ListAsync(DeadLetterQuery query, PageRequest page, CancellationToken cancellation)
    {
        await using var command = Restricted($"{Select} and {Asked} and d.number < @before order by d.number desc limit @size", query)
            .With("before", NpgsqlDbType.Bigint, page.After is null ? long.MaxValue : Cursor.Number(Cursor.Read(page.After, 1)[0])).With("size", NpgsqlDbType.Integer, page.Size + 1);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(long Number, DeadLetter Letter)>();
        while (await reader.ReadAsync(cancellation)) rows.Add((reader.GetInt64(0), Row(reader)));
        var shown = Cursor.Page(rows, page.Size, row => Cursor.Write(row.Number));
        return new Page<DeadLetter>([.. shown.Items.Select(row => row.Letter)], shown.Next);
    }

    /// <inheritdoc/>
    public async Task<DeadLetterCase?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Command($"{Select} and d.id = $1", id));
        batch.BatchCommands.Add(Command(
            "select a.attempt, a.at, a.outcome, a.status, a.millis, a.reason from funding.delivery_attempts a join funding.deliveries d on d.number = a.delivery where d.id = $1 order by a.attempt", id));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        var letter = Row(reader);
        await reader.NextResultAsync(cancellation);
        var attempts = new List<PastAttempt>();
        while (await reader.ReadAsync(cancellation))
            attempts.Add(new(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetInt32(3), reader.GetInt32(4), Text(reader, 5)));
        return new DeadLetterCase(letter, attempts);
    }

    /// <inheritdoc/>
    public Task<DeliveryState?> ReplayAsync(Guid id, PersonId person, CancellationToken cancellation)
        => DecideAsync(Command($"{Again} and d.id = $1", id), id, "sent again", person, cancellation);

    /// <inheritdoc/>
    public async Task<int> ReplayAsync(DeadLetterQuery query, PersonId person, CancellationToken cancellation)
    {
        await using var command = Restricted($"{Again} and {Asked}", query);
        var count = await command.ExecuteNonQueryAsync(cancellation);
        log.LogInformation("{Count} dead letters (channel {Channel}, destination {Destination}) are sent again, by person {Person}", count, query.Channel, query.Destination, person);
        return count;
    }

    /// <inheritdoc/>
    public Task<DeliveryState?> DiscardAsync(Guid id, string reason, PersonId person, CancellationToken cancellation)
        => DecideAsync(
            Command("update funding.deliveries set state = 'discarded', settled_at = clock_timestamp(), reason = $2 where id = $1 and state = 'dead'", id, reason),
            id, "discarded", person, cancellation);

    private async Task<DeliveryState?> DecideAsync(NpgsqlBatchCommand decision, Guid id, string what, PersonId person, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(decision);
        batch.BatchCommands.Add(Command("select state from funding.deliveries where id = $1", id));
        var state = await batch.ExecuteScalarAsync(cancellation) as string;
        if (decision.RecordsAffected > 0) log.LogInformation("Dead letter {Delivery} is {What}, by person {Person}", id, what, person);
        return state is null ? null : Slug.Parse<DeliveryState>(state);
    }

    private NpgsqlCommand Restricted(string sql, DeadLetterQuery query)
        => source.CreateCommand(sql).With("channel", NpgsqlDbType.Text, query.Channel).With("destination", NpgsqlDbType.Uuid, query.Destination);

    private static DeadLetter Row(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetString(2), row.GetGuid(3), Text(row, 4), row.IsDBNull(5) ? null : row.GetGuid(5), row.IsDBNull(6) ? null : row.GetInt64(6),
        row.GetFieldValue<DateTimeOffset>(7), row.GetFieldValue<DateTimeOffset>(8), row.GetInt32(9), Text(row, 10))
    {
        HeadSize = row.IsDBNull(11) ? null : row.GetInt64(11),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
