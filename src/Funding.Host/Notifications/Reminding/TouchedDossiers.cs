using Funding.Engine.Leading;
using Funding.Engine.Reading;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Host.Notifications.Reminding;

/// <summary>The dossiers that the ledger names after the checkpoint are to be looked at from now on: mark and checkpoint in one transaction.</summary>
internal static class TouchedDossiers
{
    private const long Events = 20_000;

    private const string Mark =
        """
        insert into funding.reminders as r (cpts_id, next_at)
        select distinct substr(e.stream_id, 6)::uuid, $3::timestamptz
        from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id
        where l.position > $1 and l.position <= $2 and e.stream_id ~ '^cpts-[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
        on conflict (cpts_id) do update set next_at = least(r.next_at, excluded.next_at)
        """;

    /// <summary>Marks those of the next events; true when there are more.</summary>
    public static async Task<bool> MarkAsync(NpgsqlConnection connection, Lease lease, DateTimeOffset now, CancellationToken cancellation)
    {
        var (from, end) = await ReachAsync(connection, cancellation);
        if (end == from) return false;
        var to = Math.Min(end, from + Events);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(lease.Fence());
        batch.BatchCommands.Add(Command(Mark, from, to, now.UtcDateTime));
        batch.BatchCommands.Add(Command("select funding.move_checkpoint($1, $2, $3)", WorkerNames.Reminders, from, to));
        await batch.ExecuteNonQueryAsync(cancellation);
        return to < end;
    }

    private static async Task<(long From, long End)> ReachAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select coalesce((select position from funding.checkpoints where name = $1), 0), coalesce((select max(position) from funding.ledger), 0)", connection);
        command.Parameters.Add(new() { Value = WorkerNames.Reminders });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
