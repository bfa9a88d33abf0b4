using Funding.Domain;
using Funding.Engine.Clocks;
using Funding.Engine.Leading;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>
/// Backlogs and leaders as the tables tell them, never a worker that may be the one that stopped. It is asked every few seconds, and
/// most of all when much waits: whatever the size of the log and of the backlog, it looks at ends of indexes and at most at a thousand rows.
/// </summary>
internal sealed class ProgressReader(NpgsqlDataSource source, DomainClock clock) : IProgressReader
{
    /// <summary>One row per worker; takes <see cref="Parameters"/>.</summary>
    internal static readonly string Select =
        $"""
        with
        fresh as materialized (
          select seq_id, timestamp from funding.mt_events where seq_id > (select high_mark from funding.ledger_state) order by seq_id limit 1000),
        late as materialized (
          select e.timestamp from funding.ledger_holes h
          cross join lateral (select timestamp from funding.mt_events where seq_id between h.first and h.last order by seq_id limit 1000) e limit 1000),
        viewed as materialized (select {Checkpoint(WorkerNames.Views)} as position),
        told as materialized (select coalesce((select max(position) from funding.ledger), 0) as position),
        outbox as materialized (select recorded_at from funding.outbox where error is null order by recorded_at, id limit 1000),
        due_reminders as materialized (select next_at from funding.reminders where next_at <= $1 order by next_at limit 1000),
        queued as materialized (select queued_at from funding.deliveries where state = 'pending' order by queued_at limit 1000),
        work (place, name, waiting, oldest, skipped) as (
          select 1, '{WorkerNames.Sequencer}',
                 (select case when count(*) < 1000 then count(*) else (select max(seq_id) from funding.mt_events) - (select high_mark from funding.ledger_state) end from fresh)
                   + (select count(*) from late),
                 (select min(timestamp) from (select timestamp from fresh union all select timestamp from late) waiting), 0::bigint
          union all
          select 2, '{WorkerNames.Views}',
                 told.position - viewed.position, {Behind("viewed.position")}, (select count(*) from funding.projection_faults where name = '{WorkerNames.Views}')
          from viewed, told
          union all
          select 3, '{WorkerNames.Ledger}', told.position - reached.position, {Behind("reached.position")}, 0 from told, (select coalesce((select max(size) from funding.ledger_heads), 0) as position) reached
          union all
          select 4, '{WorkerNames.DueDates}', count(*), min(next_due_at), 0 from funding.dossiers where next_due_at <= $1
          union all
          select 5, '{WorkerNames.Notices}', count(*), min(recorded_at), (select count(*) from (select from funding.outbox where error is not null limit 1000) failed) from outbox
          union all
          select 6, '{WorkerNames.Reminders}', told.position - reached.position + (select count(*) from due_reminders), least({Behind("reached.position")}, (select min(next_at) from due_reminders)),
                 (select count(*) from (select from funding.reminders where error is not null limit 1000) failed)
          from told, (select {Checkpoint(WorkerNames.Reminders)} as position) reached
          union all
          select 7, '{WorkerNames.Webhooks}', told.position - reached.position, {Behind("reached.position")}, (select count(*) from funding.projection_faults where name = '{WorkerNames.Webhooks}')
          from told, (select case when exists (select from funding.webhooks where closed_at is null) then {Checkpoint(WorkerNames.Webhooks)} else (select position from told) end as position) reached
          union all
          select 8, '{WorkerNames.Deliveries}', count(*), min(queued_at) + ($1 - now()), (select count(*) from (select from funding.deliveries where state = 'dead' limit 1000) dead) from queued)
        select w.name, w.waiting, extract(epoch from $1 - w.oldest)::float8, w.skipped, l.holder, l.since,
               case when l.expires_at between clock_timestamp() and clock_timestamp() + $2 then extract(epoch from l.expires_at - clock_timestamp())::float8 else 0 end
        from work w left join funding.leases l on l.name = w.name
        order by w.place
        """;

    /// <inheritdoc/>
    public async Task<WorkProgress> ReadAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Select);
        foreach (var parameter in Parameters(await clock.NowAsync(cancellation))) command.Parameters.Add(parameter);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var workers = new List<WorkerProgress>();
        while (await row.ReadAsync(cancellation))
            workers.Add(new(row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : Seconds(row.GetDouble(2)), row.GetInt64(3), LeaseOf(row)));
        return new WorkProgress(workers.ToSequence());
    }

    private static string Checkpoint(string worker) => $"coalesce((select position from funding.checkpoints where name = '{worker}'), 0)";

    /// <summary>Since when the first event after a position has been known.</summary>
    private static string Behind(string position) => $"(select known_at from funding.ledger l where l.position > {position} order by l.position limit 1)";

    internal static NpgsqlParameter[] Parameters(DateTimeOffset now) => [new() { Value = now.UtcDateTime }, new() { Value = Lease.Term }];

    private static WorkerLease? LeaseOf(NpgsqlDataReader row)
        => row.IsDBNull(4) ? null : new(row.GetGuid(4), row.GetFieldValue<DateTimeOffset>(5), Seconds(row.GetDouble(6)));

    private static double Seconds(double seconds) => Math.Max(0, Math.Round(seconds, 3));
}
