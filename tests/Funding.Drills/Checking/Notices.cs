using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>What the events tell is told once each, numbered for the inboxes, and nothing stays behind in the outbox.</summary>
internal static class Notices
{
    private const string Told = "select id, event_id, kind from funding.notices union all select id, event_id, kind from funding.outbox";

    private const string Expected =
        """
        select id as event_id, case type
          when 'health_project_submitted' then 'health-project-submitted' when 'fir_grant_awarded' then 'fir-grant-awarded' when 'payment_refused' then 'payment-refused'
          when 'recovery_ordered' then 'recovery-ordered' else 'health-project-validated' end as kind
        from funding.mt_events where type in ('health_project_submitted', 'health_project_deemed_validated', 'health_project_validated', 'fir_grant_awarded', 'payment_refused', 'recovery_ordered')
        """;

    private const string Events = "('health-project-submitted', 'health-project-validated', 'fir-grant-awarded', 'payment-refused', 'recovery-ordered')";

    private static readonly (Check Check, string Sql)[] Questions =
    [
        (Check.NoticeLost, $"select 'not told: ' || e.kind || ' of ' || e.event_id from ({Expected}) e left join ({Told}) t using (event_id, kind) where t.id is null"),
        (Check.NoticeLost, "select 'still in the outbox: ' || kind || ' ' || id || coalesce(': ' || error, '') from funding.outbox"),
        (Check.NoticeLost, "select 'numbers end at ' || max(number) || ', and there are ' || count(*) from funding.notices having max(number) <> count(*)"),
        (Check.NoticeDoubled, $"select 'told twice: ' || kind || ' of ' || event_id from ({Told}) t where event_id is not null group by event_id, kind having count(*) > 1"),
        (Check.NoticeDoubled, $"select 'told of nothing: ' || t.kind || ' ' || t.id from ({Told}) t left join ({Expected}) e using (event_id, kind) where t.kind in {Events} and t.event_id is not null and e.kind is null"),
        (Check.NoticeDoubled, $"select 'one id for two: ' || id from ({Told}) t group by id having count(*) > 1"),
    ];

    public static async Task<IEnumerable<Finding>> FindAsync(NpgsqlConnection connection, Audit audit)
    {
        var findings = new List<Finding>();
        foreach (var (check, sql) in Questions) findings.AddRange(await connection.ListAsync(sql, row => new Finding(check, row.GetString(0))));
        return findings;
    }
}
