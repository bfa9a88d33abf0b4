using Funding.Drills.Load;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>Waits until hosts have nothing left to do.</summary>
internal static class Rest
{
    private const string Open =
        """
        select concat_ws(', ',
          (select 'unnumbered' where exists (select from funding.mt_events where seq_id > (select high_mark from funding.ledger_state))),
          (select 'late' where exists (select from funding.ledger_holes h join funding.mt_events e on e.seq_id between h.first and h.last)),
          (select 'not projected' where coalesce((select position from funding.checkpoints where name = 'views'), 0) < (select coalesce(max(position), 0) from funding.ledger)),
          (select 'due' where exists (select from funding.dossiers where next_due_at <= $1)),
          (select 'reminders' where exists (select from funding.reminders where next_at <= $1)),
          (select name from (values ('reminders'), ('webhooks')) w (name)
             where coalesce((select position from funding.checkpoints c where c.name = w.name), 0) < (select coalesce(max(position), 0) from funding.ledger) limit 1),
          (select 'to be told' where exists (select from funding.outbox where error is null)),
          (select 'to be sent' where exists (select from funding.deliveries where state = 'pending')))
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits as long as messages become fewer, and within reason for the rest; what is left then, or nothing, is also found by the checks.</summary>
    public static async Task<string> WaitAsync(NpgsqlConnection connection, DrillClock clock, CancellationToken cancellation)
    {
        var (limit, least) = (DateTime.UtcNow + Patience, long.MaxValue);
        while (true)
        {
            if (await connection.AskAsync<long>("select count(*) from funding.deliveries where state = 'pending'") is var waiting && waiting < least) (limit, least) = (DateTime.UtcNow + Patience, waiting);
            var left = await connection.AskAsync<string>(Open, clock.Now.UtcDateTime) ?? "";
            if (left.Length == 0 || DateTime.UtcNow > limit) return left;
            await Task.Delay(100, cancellation);
        }
    }
}
