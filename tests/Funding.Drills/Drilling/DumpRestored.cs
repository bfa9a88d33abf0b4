using System.Globalization;
using Funding.Drills.Checking;
using Funding.Drills.Load;
using Funding.Drills.Running;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Drilling;

/// <summary>A dump is taken while hosts act, restored into a new server, and hosts go on there as if nothing had been.</summary>
internal sealed class DumpRestored : IDrill
{
    private const string Rows = "select seq_id, md5(concat_ws('|', id, stream_id, version, data::text, type, timestamp, correlation_id, headers::text)) from funding.mt_events where seq_id <= $1";

    public string Name => "restore";

    public string What => "a dump taken under load (pg_dump), restored into a new server (pg_restore), and gone on with";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        if (run.Server.Tool("pg_dump") is not { } dump || run.Server.Tool("pg_restore") is not { } restore)
            return new Outcome { Skipped = "pg_dump and pg_restore of the server's version are not here; npm's PostgreSQL comes without them." };

        var file = Path.Combine(run.Folder, "drill.dump");
        await using var scene = await Scene.OpenAsync(run, "drill_restore", cancellation);
        var crowd = scene.Work(cancellation);
        await Task.Delay(2_500, cancellation);
        await scene.MoveClockAsync(TimeSpan.FromDays(3), cancellation);
        var acknowledged = scene.Journal.Acts.Where(act => act.Fate == Fate.Done).ToList();
        await Tools.RunAsync([dump, "-Fc", "-f", file, .. To(scene.Database.Superuser, out var password)], password, cancellation);
        await scene.EndAsync(crowd, cancellation);
        var findings = (await scene.AuditAsync(rebuilt: false, cancellation)).ToList();

        await using var server = await run.AnotherServerAsync(cancellation);
        var database = await server.CreateAsync("drill_restored", migrated: false, cancellation);
        await Tools.RunAsync([restore, "--exit-on-error", .. To(database.Superuser, out password), file], password, cancellation);
        await using var connection = await Sql.OpenAsync(database.Superuser, cancellation);
        var last = await connection.AskAsync<long>("select coalesce(max(seq_id), 0) from funding.mt_events");
        findings.AddRange(await DifferencesAsync(scene.Database, connection, last, cancellation));
        var clock = new DrillClock(new DateTimeOffset(await connection.AskAsync<DateTime>("select now from funding.simulated_clock"), TimeSpan.Zero));
        var journal = await InDumpAsync(connection, scene.Journal, acknowledged);

        await using var after = await Scene.JoinAsync(run, database, clock, journal, cancellation, new Setting { Postbox = scene.Postbox });
        after.Receivers.AddRange(scene.Receivers); // the subscriptions were restored too
        findings.AddRange(await after.AuditAsync(rebuilt: true, cancellation));
        crowd = after.Work(cancellation);
        await Task.Delay(1_500, cancellation);
        await after.EndAsync(crowd, cancellation);
        findings.AddRange(await after.AuditAsync(rebuilt: true, cancellation));
        return new Outcome
        {
            Broken = 1, Acts = after.Counts, Messages = after.Messages, Findings = findings,
            Remarks = [string.Create(CultureInfo.InvariantCulture, $"{acknowledged.Count} acts acknowledged before the dump began, all of them in it unless said otherwise; {after.Counts.Done} in the restored database at the end")],
            Controls = run.Choice.Controls ? [await OtherThanDumpedAsync(scene.Database, connection, last, cancellation), .. await after.ControlsAsync(cancellation)] : [],
        };
    }

    /// <summary>Each restored event is, to the byte of its JSON, what the first server has.</summary>
    private static async Task<IReadOnlyList<Finding>> DifferencesAsync(DrillDatabase first, NpgsqlConnection restored, long last, CancellationToken cancellation)
    {
        await using var connection = await Sql.OpenAsync(first.Superuser, cancellation);
        var there = (await connection.ListAsync(Rows, row => (Number: row.GetInt64(0), Hash: row.GetString(1)), last)).ToDictionary(row => row.Number, row => row.Hash);
        var here = await restored.ListAsync(Rows, row => (Number: row.GetInt64(0), Hash: row.GetString(1)), last);
        return
        [
            .. here.Where(row => there.GetValueOrDefault(row.Number) != row.Hash).Select(row => new Finding(Check.Restored, string.Create(CultureInfo.InvariantCulture, $"event {row.Number} is another one"))),
            .. here.Count > 0 ? Array.Empty<Finding>() : [new Finding(Check.Restored, "nothing was restored")],
        ];
    }

    /// <summary>The acts of the dump: those acknowledged before it began, and of the later ones those that it holds.</summary>
    private static async Task<Journal> InDumpAsync(NpgsqlConnection restored, Journal all, List<Act> acknowledged)
    {
        var there = (await restored.ListAsync("select distinct coalesce(correlation_id, '') from funding.mt_events", row => row.GetString(0))).ToHashSet(StringComparer.Ordinal);
        return new Journal().With(all.Acts.Where(act => there.Contains(act.Id.ToString())).Union(acknowledged));
    }

    private static async Task<ControlResult> OtherThanDumpedAsync(DrillDatabase first, NpgsqlConnection restored, long last, CancellationToken cancellation)
    {
        await using var transaction = await restored.BeginTransactionAsync(cancellation);
        await restored.RunAsync("update funding.mt_events set data = data || '{\"reference\":\"changed\"}' where seq_id = (select max(seq_id) from funding.mt_events where type = 'cpts_registered' and seq_id <= $1)", last);
        return Controls.Result("a restored event changed", Check.Restored, await DifferencesAsync(first, restored, last, cancellation));
    }

    private static string[] To(string connectionString, out IReadOnlyDictionary<string, string> password)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        password = new Dictionary<string, string>(StringComparer.Ordinal) { ["PGPASSWORD"] = to.Password! };
        return ["-h", to.Host!, "-p", to.Port.ToString(CultureInfo.InvariantCulture), "-U", to.Username!, "-d", to.Database!];
    }
}
