using System.Globalization;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>On the real clock, what was recorded was recorded between the start of the drill and now, by the server's clock.</summary>
internal static class Hours
{
    public static async Task<IEnumerable<Finding>> FindAsync(NpgsqlConnection connection, Audit audit)
        => audit.Since is not { } since ? [] : await connection.ListAsync(
            "select type, stream_id, timestamp from funding.mt_events where timestamp < $1 or timestamp > clock_timestamp()",
            row => new Finding(Check.WrongHour, string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} on {row.GetString(1)} at {row.GetFieldValue<DateTimeOffset>(2):O}")), since.UtcDateTime);
}
