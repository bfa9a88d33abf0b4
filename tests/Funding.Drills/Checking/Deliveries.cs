using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>What was to be sent to each receiver reached it, at least once, signed, and under one id.</summary>
internal static class Deliveries
{
    private const string Expected =
        """
        select w.url, e.id, coalesce(d.state, 'never queued'), coalesce(d.reason, '')
        from funding.webhooks w join funding.ledger l on l.position > w.after join funding.mt_events e using (seq_id)
        left join funding.deliveries d on d.destination = w.id and d.position = l.position
        where array['*', regexp_replace(e.type, '_v[0-9]+$', '')] && w.types
        union all
        select w.url, n.id, coalesce(d.state, 'never queued'), coalesce(d.reason, '')
        from funding.webhooks w join funding.notices n on n.recorded_at >= w.opened_at and array['*', 'notice.*', 'notice.' || n.kind] && w.types
        left join funding.deliveries d on d.destination = w.id and d.notice_id = n.id
        """;

    private const string Mail =
        """
        select n.id, d.id, coalesce(d.state, 'never queued'), coalesce(d.reason, '')
        from funding.mailboxes m join funding.notices n on n.recorded_at >= m.opened_at and m.role = any(n.roles)
        left join funding.deliveries d on d.destination = m.id and d.notice_id = n.id
        """;

    private const string TwoIds =
        "select 'queued twice: ' || coalesce('position ' || position, 'notice ' || notice_id) from funding.deliveries group by destination, position, notice_id having count(*) > 1";

    public static async Task<IEnumerable<Finding>> FindAsync(NpgsqlConnection connection, Audit audit)
    {
        var expected = await connection.ListAsync(Expected, row => (Url: row.GetString(0), About: row.GetGuid(1), State: row.GetString(2), Reason: row.GetString(3)));
        var findings = await connection.ListAsync(TwoIds, row => new Finding(Check.NoticeDoubled, row.GetString(0)));
        var posted = audit.Mail.Select(it => it.Message).ToHashSet();
        findings.AddRange(
            from it in await connection.ListAsync(Mail, row => (About: row.GetGuid(0), Id: row.IsDBNull(1) ? (Guid?)null : row.GetGuid(1), State: row.GetString(2), Reason: row.GetString(3)))
            where it.State != "sent" || !posted.Contains(it.Id!.Value)
            select new Finding(Check.NeverDelivered, $"{it.About} by mail: {(it.State == "sent" ? "told as sent, never received" : it.State)} {it.Reason}"));
        foreach (var (url, messages) in audit.Receivers)
        {
            var (signed, mine) = (messages.Where(it => it.IsSigned).Select(it => it.About).ToHashSet(), expected.Where(it => it.Url == url).ToList());
            findings.AddRange(mine.Where(it => it.State != "sent").Select(it => new Finding(Check.NeverDelivered, $"{it.About} to {url}: {it.State} {it.Reason}")));
            findings.AddRange(mine.Where(it => it.State == "sent" && !signed.Contains(it.About)).Select(it => new Finding(Check.NeverDelivered, $"{it.About} to {url}: told as sent, never received with a valid signature")));
            findings.AddRange(messages.GroupBy(it => it.About).Where(same => same.DistinctBy(it => it.Message).Count() > 1).Select(same => new Finding(Check.NoticeDoubled, $"{same.Key} was sent to {url} under several ids")));
        }

        if (audit.ArrivesOnce)
            findings.AddRange(audit.Arrivals.SelectMany(arrivals => arrivals.GroupBy(it => it.Message).Where(same => same.Count() > 1)).Select(same => new Finding(Check.NoticeDoubled, $"message {same.Key} arrived {same.Count()} times")));

        return findings;
    }
}
