using System.Text.Json;
using Funding.Domain.Notifying;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Host.Notifications.Texts;

/// <summary>A notice as it is stored, with the name of its CPTS at the moment of reading.</summary>
/// <param name="Number">Its place in the order of telling.</param>
/// <param name="Id">Its stable id.</param>
/// <param name="Kind">The slug of its kind.</param>
/// <param name="RegionCode">The region concerned.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Data">What it says, as JSON.</param>
/// <param name="About">Of whom.</param>
internal sealed record ToldNotice(long Number, Guid Id, string Kind, string RegionCode, DateTimeOffset At, string Data, NoticeSubject About)
{
    /// <summary>The columns of a query over <c>funding.notices n</c> joined by <see cref="Join"/>.</summary>
    public const string Columns = "n.number, n.id, n.kind, n.region, n.recorded_at, n.data::text, n.cpts_id, d.name, n.department, coalesce(d.synthetic, false)";

    /// <summary>The dossier, for its name.</summary>
    public const string Join = "left join funding.dossiers d on d.id = n.cpts_id";

    /// <summary>A row of <see cref="Columns"/>.</summary>
    public static ToldNotice Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5),
        new NoticeSubject(row.IsDBNull(6) ? null : row.GetGuid(6), row.IsDBNull(7) ? null : row.GetString(7), row.IsDBNull(8) ? null : row.GetString(8), row.GetBoolean(9)));

    /// <summary>What it says.</summary>
    /// <exception cref="JsonException">It cannot be read by this version.</exception>
    public Notice ToNotice() => JsonSerializer.Deserialize<Notice>(Data, EventJson.Options) ?? throw new JsonException("The notice says nothing.");
}
