using System.Globalization;
using Funding.Drills.Checking;
using Funding.Drills.Load;
using Funding.Drills.Running;
using Funding.Drills.Servers;

namespace Funding.Drills.Drilling;

/// <summary>PostgreSQL is killed under two hosts that act: all of it, its postmaster alone, or one process of it.</summary>
internal sealed class PostgresKilled : IDrill
{
    private const int DaysOfYear = 300;

    public string Name => "postgres";

    public string What => "PostgreSQL killed (kill -9) under load: the whole server, its postmaster alone, one of its processes";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        await using var server = await run.AnotherServerAsync(cancellation); // others may be drilling on that of the run
        var outcome = await KillAsync(run, server, cancellation);
        return run.Choice.Controls ? outcome with { Controls = [.. outcome.Controls, await NotDurableAsync(run, server, cancellation)] } : outcome;
    }

    private async Task<Outcome> KillAsync(Run run, DrillServer server, CancellationToken cancellation)
    {
        var (dice, kills) = (run.Dice(Name), run.Choice.PostgresKills);
        await using var scene = await Scene.OpenAsync(run, "drill_postgres", cancellation, new Setting { Server = server });
        await using var takeovers = new Takeovers(scene.Database.Superuser);
        var findings = new List<Finding>();
        var ways = new int[3];
        for (var killed = 0; killed < kills && findings.Count == 0;)
        {
            var crowd = scene.Work(cancellation);
            for (var until = Math.Min(kills, killed + run.Choice.CheckEach); killed < until; killed++)
            {
                await Task.Delay(dice.Next(300, 2_500), cancellation);
                var way = killed < ways.Length ? killed : dice.Next(ways.Length); // each at least once
                ways[way]++;
                scene.Break(takeovers);
                await BreakAsync(server, way, dice, cancellation);
                await scene.MoveClockAsync(Steps.Of(TimeSpan.FromDays(DaysOfYear), kills), cancellation);
            }

            await scene.EndAsync(crowd, cancellation);
            findings.AddRange(await scene.AuditAsync(rebuilt: killed == kills, cancellation));
            run.Say($"{Name}: {killed} kills, {scene.Counts.Done} acts, {findings.Count} findings");
        }

        return new Outcome
        {
            Broken = kills, Acts = scene.Counts, Messages = scene.Messages, Findings = findings, TakeOvers = takeovers.Seconds, Unserved = scene.Pulse.Seconds,
            Remarks = [string.Create(CultureInfo.InvariantCulture, $"the whole server {ways[0]} times, the postmaster alone {ways[1]} times, one process {ways[2]} times")],
            Controls = await scene.ControlsAsync(cancellation),
        };
    }

    private static async Task BreakAsync(DrillServer server, int way, Random dice, CancellationToken cancellation)
    {
        if (way == 2)
        {
            await server.KillBackendAsync(dice.Next);
            return;
        }

        await server.KillAsync(postmasterAlone: way == 1);
        await Task.Delay(dice.Next(0, 500), cancellation);
        await server.StartAgainAsync(cancellation);
    }

    /// <summary>The guard off: acts that the server acknowledged before they were on disk, and then was killed.</summary>
    private static async Task<ControlResult> NotDurableAsync(Run run, DrillServer server, CancellationToken cancellation)
    {
        var database = await server.CreateAsync("control_postgres", migrated: true, cancellation);
        var (journal, dice) = (new Journal(), run.Dice("not durable"));
        await using (var connection = await Sql.OpenAsync(database.Superuser, cancellation))
        {
            await connection.RunAsync("alter system set wal_writer_delay = '10s'");
            await connection.RunAsync("alter system set wal_writer_flush_after = '1GB'");
            await connection.RunAsync("select pg_reload_conf()");
            await Task.Delay(1_000, cancellation); // until its writer has heard
            await connection.RunAsync("set synchronous_commit = off");
            for (var n = 0; n < 50; n++)
            {
                var bytes = new byte[16];
                dice.NextBytes(bytes);
                var act = new Act(new Guid(bytes), "", "", "", null, $"cpts-{new Guid(bytes)}", "cpts_registered") { IsGuarded = true, Fate = Fate.Done };
                await connection.RunAsync("insert into funding.mt_streams (id, version) values ($1, 1)", act.Stream);
                await connection.RunAsync(
                    "insert into funding.mt_events (seq_id, id, stream_id, version, data, type, correlation_id) values (nextval('funding.mt_events_sequence'), gen_random_uuid(), $1, 1, '{}', $2, $3)", act.Stream, act.Type, act.Id.ToString());
                journal.Add(act);
            }

            await server.KillAsync(postmasterAlone: false);
        }

        await server.StartAgainAsync(cancellation);
        await using var after = await Sql.OpenAsync(database.Superuser, cancellation);
        await after.RunAsync("alter system reset all");
        await after.RunAsync("select pg_reload_conf()");
        return Controls.Result("acts acknowledged with synchronous_commit = off, and the server killed", Check.Lost, [.. await ActsInLog.FindAsync(after, new Audit(journal, new DrillClock(null)))]);
    }
}
