using Funding.Engine;
using Funding.Engine.Leading;
using Funding.Engine.Naming;
using Funding.Engine.Storage;
using Npgsql;
using NpgsqlTypes;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Host.Notifications.Reminding;

/// <summary>
/// Stores what is to be told of dossiers and when they are to be looked at again, fenced by the lease. A reminder's id is made of the
/// dossier and of what it is about: whoever finds it again, after a crash or on another host, adds nothing.
/// </summary>
internal static class RemindersWriter
{
    /// <returns>Whether there is something new to tell.</returns>
    public static async Task<bool> WriteAsync(NpgsqlConnection connection, Lease lease, IReadOnlyCollection<DueReminders> found, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(lease.Fence());
        var outbox = found.Any(it => it.InForce.Count > 0) ? Outbox(found, now) : null;
        if (outbox is not null) batch.BatchCommands.Add(outbox);
        batch.BatchCommands.Add(Next(found));
        await batch.ExecuteNonQueryAsync(cancellation);
        return outbox is { RecordsAffected: > 0 };
    }

    private static NpgsqlBatchCommand Outbox(IEnumerable<DueReminders> found, DateTimeOffset now)
    {
        var rows = found.SelectMany(it => it.InForce, (it, reminder) => (it.CptsId, it.DepartmentCode, reminder.Key, reminder.Notice)).ToList();
        var command = Command(
            """
            insert into funding.outbox (id, kind, region, department, cpts_id, recorded_at, roles, data)
            select id, kind, region, department, cpts, $1, string_to_array(roles, ','), data
            from (select unnest($2::uuid[]) as cpts, unnest($3::text[]) as department, unnest($4::uuid[]) as id, unnest($5::text[]) as kind,
              unnest($6::text[]) as region, unnest($7::text[]) as roles, unnest($8::jsonb[]) as data) given
            where not exists (select from funding.notices n where n.id = given.id)
            on conflict (id) do nothing
            """,
            now.UtcDateTime, rows.Select(row => row.CptsId).ToArray(), rows.Select(row => row.DepartmentCode).ToArray(), rows.Select(row => StableId.OfReminder(row.CptsId, row.Key)).ToArray(),
            rows.Select(row => Slug.Of(row.Notice.Kind)).ToArray(), rows.Select(row => row.Notice.RegionCode).ToArray(),
            rows.Select(row => string.Join(',', row.Notice.Roles.Select(Slug.Of))).ToArray());
        command.Parameters.Add(new NpgsqlParameter { Value = rows.Select(row => EventJson.Write(row.Notice)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        return command;
    }

    private static NpgsqlBatchCommand Next(IReadOnlyCollection<DueReminders> found)
    {
        var command = Command(
            "insert into funding.reminders (cpts_id, error, next_at) select unnest($1::uuid[]), unnest($2::text[]), unnest($3::timestamptz[]) "
            + "on conflict (cpts_id) do update set next_at = excluded.next_at, error = excluded.error",
            found.Select(it => it.CptsId).ToArray(), found.Select(it => it.Error).ToArray());
        // The type is said: of instants that may all be null the client guesses another.
        command.Parameters.Add(new NpgsqlParameter { Value = found.Select(it => it.NextAt?.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        return command;
    }
}
