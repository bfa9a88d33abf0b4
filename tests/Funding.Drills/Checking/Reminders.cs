using System.Globalization;
using Funding.Drills.Load;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>That a deemed validation is near is told once, fifteen days before it, to nobody earlier and to everybody who can still act.</summary>
internal static class Reminders
{
    private const int Days = 15;

    private const string Projects =
        """
        select e.stream_id, (e.data->>'effectiveDate')::date, e.timestamp, first.timestamp,
               (select count(*) from funding.notices n where n.kind = 'deemed-validation-near' and n.cpts_id = substr(e.stream_id, 6)::uuid)
        from funding.mt_events e join funding.mt_events first on first.stream_id = e.stream_id and first.version = 1
        where e.type = 'health_project_submitted'
        """;

    public static async Task<IEnumerable<Finding>> FindAsync(NpgsqlConnection connection, Audit audit)
    {
        var today = audit.Clock.Today;
        var projects = await connection.ListAsync(Projects, row => (
            Stream: row.GetString(0), On: row.GetFieldValue<DateOnly>(1), SubmittedAt: row.GetFieldValue<DateTimeOffset>(2), KnownAt: row.GetFieldValue<DateTimeOffset>(3), Told: row.GetInt64(4)));
        return projects.SelectMany(it =>
        {
            var due = it.On.AddMonths(2).AddDays(1);
            var from = due.AddDays(-Days);
            var isExpected = from <= today && from >= DrillClock.DayOf(it.KnownAt) && DrillClock.DayOf(it.SubmittedAt) < due;
            return (isExpected, it.Told) switch
            {
                (true, 0) => [new Finding(Check.DueMissed, Said($"{it.Stream}: the reminder of {from:O} was not told"))],
                (_, > 1) => [new Finding(Check.NoticeDoubled, Said($"{it.Stream}: the reminder of {from:O} was told {it.Told} times"))],
                (false, > 0) when from > today => [new Finding(Check.DueEarly, Said($"{it.Stream}: the reminder of {from:O} was told before"))],
                _ => Enumerable.Empty<Finding>(),
            };
        });
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
