using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>Versions 1…n in each stream, positions 1…n in the ledger, each event at one of them.</summary>
internal static class Numbering
{
    private static readonly (Check Check, string Sql)[] Questions =
    [
        (Check.Versions,
            """
            select s.id || ': versions ' || coalesce(min(e.version), 0) || ' to ' || coalesce(max(e.version), 0) || ', ' || count(e.*) || ' events, stream at ' || s.version
            from funding.mt_streams s left join funding.mt_events e on e.stream_id = s.id group by s.id, s.version
            having min(e.version) is distinct from 1 or max(e.version) <> count(*) or s.version is distinct from max(e.version)
            """),
        (Check.Versions, "select 'an event without its stream: ' || e.id from funding.mt_events e left join funding.mt_streams s on s.id = e.stream_id where s.id is null"),
        (Check.Versions, "select 'one id for several events: ' || id from funding.mt_events group by id having count(*) > 1"),
        (Check.Positions, "select 'positions end at ' || max(position) || ', and there are ' || count(*) from funding.ledger having max(position) <> count(*)"),
        (Check.Positions, "select 'no position: ' || e.id from funding.mt_events e left join funding.ledger l using (seq_id) where l.position is null"),
        (Check.Positions, "select 'position of nothing: ' || l.position from funding.ledger l left join funding.mt_events e using (seq_id) where e.id is null"),
        (Check.Positions, "select 'an event at several positions: ' || seq_id from funding.ledger group by seq_id having count(*) > 1"),
        (Check.Positions, "select 'known before what is before it: ' || position from (select position, known_at, lag(known_at) over (order by position) as before from funding.ledger) l where known_at < before"),
        (Check.Positions, "select 'the views stand at ' || coalesce(max(position), 0) from funding.checkpoints where name = 'views' having coalesce(max(position), 0) <> (select coalesce(max(position), 0) from funding.ledger)"),
    ];

    public static async Task<IEnumerable<Finding>> FindAsync(NpgsqlConnection connection, Audit audit)
    {
        var findings = new List<Finding>();
        foreach (var (check, sql) in Questions) findings.AddRange(await connection.ListAsync(sql, row => new Finding(check, row.GetString(0))));
        return findings;
    }
}
