using System.Globalization;
using Funding.Engine;
using Funding.Engine.Leading;
using Funding.Engine.Naming;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Host.Notifications.Delivering;

/// <summary>The deliveries and lanes as the lanes' workers read and write them. All times are the server's.</summary>
internal sealed class DeliveryTable(NpgsqlDataSource source, RetryPolicy policy)
{
    private static readonly string WaitsFor = string.Create(CultureInfo.InvariantCulture,
        $"p.failures < {PendingDelivery.PassedAfterFailures} and p.attempts < {PendingDelivery.PassedAfterAttempts}");

    /// <summary>A circuit that would stay open for longer than any does was opened before the server's clock was set back.</summary>
    private const string IsOpen = "coalesce(l.open_until between now() and now() + $1, false)";

    private static readonly string DueLanes =
        $"""
        with recursive waiting (lane) as (
          (select lane from funding.deliveries where state = 'pending' order by lane limit 1)
          union all
          select (select lane from funding.deliveries where state = 'pending' and lane > w.lane order by lane limit 1) from waiting w where w.lane is not null)
        select w.lane from waiting w left join funding.lanes l on l.name = w.lane
        where w.lane is not null and not {IsOpen} and not {IsPaused("w.lane")}
          and exists (select from funding.deliveries d where d.lane = w.lane and d.state = 'pending' and d.next_at <= now() and d.channel = any($2))
        """;

    private const string OneCircuit = $"select l.failures, case when {IsOpen} then extract(epoch from l.open_until - now())::float8 else 0 end, l.reason from funding.lanes l where l.name = $2";

    /// <summary>In order. What is due behind something earlier that is due too is among them, and waits for it in the run.</summary>
    private static readonly string Due =
        $"""
        select d.number, d.id, d.channel, d.destination, d.ordering, d.notice_id, d.position, d.attempts, d.failures, extract(epoch from now() - d.queued_at)::float8, d.head
        from funding.deliveries d
        where d.lane = $1 and d.state = 'pending' and d.next_at <= now() and d.channel = any($2)
          and not {IsPaused("$1")}
          and not exists (select from funding.deliveries p where p.state = 'pending' and p.destination = d.destination and p.ordering = d.ordering
                          and p.number < d.number and p.next_at > now() and {WaitsFor})
        order by d.number limit $3
        """;

    /// <summary>
    /// Whether a lane is that of a webhook that is paused: nothing is sent for it, and what it waits for does not fail meanwhile. One that
    /// was closed since is not waited for: what is left for it is discarded.
    /// </summary>
    private static string IsPaused(string lane)
        => $"exists (select from funding.webhooks k where 'webhook:' || k.id = {lane} and k.paused_at is not null and k.closed_at is null)";

    /// <summary>The lanes with something due, whose circuit lets something through and which nobody paused.</summary>
    public async Task<string[]> DueLanesAsync(string[] channels, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Command(DueLanes, policy.Most, channels));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var lanes = new List<string>();
        while (await reader.ReadAsync(cancellation)) lanes.Add(reader.GetString(0));
        return [.. lanes];
    }

    /// <summary>The circuit of a lane and what is due in it, in order.</summary>
    public async Task<(Circuit Circuit, IReadOnlyList<PendingDelivery> Due)> ReadAsync(string lane, string[] channels, int most, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Command(OneCircuit, policy.Most, lane));
        batch.BatchCommands.Add(Command(Due, lane, channels, most));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var circuit = await reader.ReadAsync(cancellation)
            ? new Circuit(reader.GetInt32(0), TimeSpan.FromSeconds(reader.GetDouble(1)), reader.IsDBNull(2) ? null : reader.GetString(2)) : Circuit.Closed;
        await reader.NextResultAsync(cancellation);
        var due = new List<PendingDelivery>();
        while (await reader.ReadAsync(cancellation)) due.Add(Row(reader));
        return (circuit, due);
    }

    /// <summary>
    /// Records an attempt and what it leads to, all or nothing, and only while the lease is held (<see cref="EngineCodes.Replaced"/>). Recording the same attempt twice
    /// is recording it once. The numbers of attempts never begin anew, so that the history of a replayed message stays whole.
    /// </summary>
    public async Task RecordAsync(Lease lease, string lane, PendingDelivery message, AttemptRow attempt, Circuit before, Verdict verdict, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(lease.Fence());
        batch.BatchCommands.Add(Command(
            "insert into funding.delivery_attempts (delivery, attempt, at, outcome, status, millis, reason) values ($1, $2, clock_timestamp() - $3, $4, $5, $6, $7) on conflict do nothing",
            message.Number, message.Attempts + 1, attempt.Took, attempt.Outcome, attempt.Status, (int)attempt.Took.TotalMilliseconds, attempt.Reason));
        batch.BatchCommands.Add(Command(
            "update funding.deliveries set state = $2, attempts = attempts + 1, failures = $3, next_at = clock_timestamp() + $4, reason = $5, "
            + "settled_at = case when $2 <> 'pending' then clock_timestamp() end where number = $1 and state = 'pending' and attempts = $6",
            message.Number, Slug.Of(verdict.State), verdict.Failures, verdict.Wait, verdict.Reason, message.Attempts));
        if (verdict.State == DeliveryState.Discarded) batch.BatchCommands.Add(Close(message.Destination, verdict.Reason));
        if (!verdict.Circuit.IsClosed && verdict.Circuit != before)
        {
            batch.BatchCommands.Add(Open(lane, verdict.Circuit));
            batch.BatchCommands.Add(GiveUp("lane = $3", verdict.Circuit.Reason, lane));
        }
        else if (verdict.Circuit.IsClosed && !before.IsClosed)
        {
            batch.BatchCommands.Add(Command("update funding.lanes set failures = 0, open_until = null, reason = null, changed_at = clock_timestamp() where name = $1 and failures > 0", lane));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// What housekeeping does, in pieces of so many rows: forgets what was settled long ago, and makes dead letters of what no host has a
    /// channel for and has waited as long as anything may. True when there may be more.
    /// </summary>
    public async Task<bool> KeepHouseAsync(Lease lease, TimeSpan retention, string[] channels, string noChannel, int most, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(lease.Fence());
        batch.BatchCommands.Add(GiveUp("channel <> all($3)", noChannel, channels));
        var forget = Command(
            "delete from funding.deliveries where number in (select number from funding.deliveries where state in ('sent', 'discarded') "
            + "and settled_at < clock_timestamp() - $1 order by settled_at limit $2)", retention, most);
        batch.BatchCommands.Add(forget);
        await batch.ExecuteNonQueryAsync(cancellation);
        return forget.RecordsAffected == most;
    }

    private NpgsqlBatchCommand GiveUp(string which, string? reason, object value)
        => Command($"update funding.deliveries set state = 'dead', settled_at = clock_timestamp(), reason = $1 where state = 'pending' and queued_at < clock_timestamp() - $2 and {which}", reason, policy.GiveUpAfter, value);

    private static NpgsqlBatchCommand Close(Guid destination, string? reason)
        => Command("update funding.deliveries set state = 'discarded', settled_at = clock_timestamp(), reason = $2 where state = 'pending' and destination = $1", destination, reason);

    private static NpgsqlBatchCommand Open(string lane, Circuit circuit) => Command(
        "insert into funding.lanes (name, failures, open_until, reason) values ($1, $2, clock_timestamp() + $3, $4) "
        + "on conflict (name) do update set failures = excluded.failures, open_until = excluded.open_until, reason = excluded.reason, changed_at = clock_timestamp()",
        lane, circuit.Failures, circuit.OpenFor, circuit.Reason);

    private static PendingDelivery Row(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetGuid(5), row.IsDBNull(6) ? null : row.GetInt64(6),
        row.GetInt32(7), row.GetInt32(8), TimeSpan.FromSeconds(row.GetDouble(9)))
    {
        HeadSize = row.IsDBNull(10) ? null : row.GetInt64(10),
    };
}

/// <summary>An attempt, as it is kept.</summary>
/// <param name="Outcome">The kind of outcome, or <c>fault</c>.</param>
/// <param name="Status">The peer's own code, or null.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Reason">Why it failed, or null.</param>
internal sealed record AttemptRow(string Outcome, int? Status, TimeSpan Took, string? Reason);
