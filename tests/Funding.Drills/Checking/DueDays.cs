using System.Globalization;
using Funding.Drills.Load;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>Deemed validations, reckoned anew from the deposits: each recorded once, with its day, not before its hour, and none missed.</summary>
internal static class DueDays
{
    private const string Projects =
        """
        select stream_id, type, (data->>'effectiveDate')::date, timestamp from funding.mt_events
        where type in ('health_project_submitted', 'health_project_deemed_validated') order by stream_id, version
        """;

    public static async Task<IEnumerable<Finding>> FindAsync(NpgsqlConnection connection, Audit audit)
    {
        var now = audit.Clock.Now;
        var rows = await connection.ListAsync(Projects, row => (Stream: row.GetString(0), Type: row.GetString(1), On: row.GetFieldValue<DateOnly>(2), At: row.GetFieldValue<DateTimeOffset>(3)));
        return rows.GroupBy(row => row.Stream).SelectMany(project =>
        {
            var deposit = project.First(row => row.Type == "health_project_submitted");
            return Judge(project.Key, deposit.On, [.. project.Where(row => row.Type != deposit.Type).Select(row => (row.On, row.At))], now);
        });
    }

    private static IEnumerable<Finding> Judge(string stream, DateOnly deposited, IReadOnlyList<(DateOnly On, DateTimeOffset At)> deemed, DateTimeOffset now)
    {
        var due = deposited.AddMonths(2).AddDays(1); // 24:00 of the same day of the month two months later, or of that month's last
        var hour = DrillClock.StartOf(due);
        if (hour <= now && deemed.Count == 0) yield return new Finding(Check.DueMissed, Said($"{stream}: due on {due:O}, not recorded"));
        if (deemed.Count > 1) yield return new Finding(Check.DueMissed, Said($"{stream}: recorded {deemed.Count} times"));
        foreach (var (on, at) in deemed)
        {
            if (on != due) yield return new Finding(Check.DueMissed, Said($"{stream}: due on {due:O}, recorded for {on:O}"));
            if (at < hour) yield return new Finding(Check.DueEarly, Said($"{stream}: due on {due:O}, recorded at {at:O}"));
        }
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
