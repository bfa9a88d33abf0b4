using Funding.Drills.Checking;
using Funding.Drills.Load;
using Funding.Drills.Running;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Drilling;

/// <summary>The host that leads workers is frozen until the other leads them, and thawed; it must notice and write nothing it may not.</summary>
internal sealed class LeaderFrozen : IDrill
{
    private static readonly TimeSpan LongestLead = TimeSpan.FromSeconds(12);

    public string Name => "frozen";

    public string What => "the leading host frozen (SIGSTOP) under load until the other leads, then thawed";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        var dice = run.Dice(Name);
        await using var scene = await Scene.OpenAsync(run, "drill_frozen", cancellation);
        await using var takeovers = new Takeovers(scene.Database.Superuser);
        var crowd = scene.Work(cancellation);
        for (var frozen = 0; frozen < run.Choice.Freezes; frozen++)
        {
            // Who leads which worker nobody tells from outside: each host is frozen in turn, and both together lead all of them.
            foreach (var host in scene.Hosts)
            {
                await Task.Delay(dice.Next(500, 1_500), cancellation);
                scene.Break(takeovers);
                await Signals.SendAsync(Signals.Stop, host.Pid);
                await LedByOthersAsync(scene.Database.Superuser, cancellation);
                await Task.Delay(dice.Next(0, 1_000), cancellation);
                await Signals.SendAsync(Signals.Continue, host.Pid);
                await scene.MoveClockAsync(TimeSpan.FromHours(20), cancellation);
            }
        }

        await scene.EndAsync(crowd, cancellation);
        var findings = await scene.AuditAsync(rebuilt: true, cancellation);
        var controls = await scene.ControlsAsync(cancellation);
        if (run.Choice is { Controls: true, LongControls: true }) controls = [.. controls, await NeverReplacedAsync(scene, cancellation)];
        return new Outcome
        {
            Broken = 2 * run.Choice.Freezes, Acts = scene.Counts, Messages = scene.Messages, Findings = findings, TakeOvers = takeovers.Seconds, Unserved = scene.Pulse.Seconds,
            Controls = controls,
        };
    }

    /// <summary>The guard off: leases that never end. Of two hosts, one leads the sequencer; when it is frozen nothing is numbered any more.</summary>
    private static async Task<ControlResult> NeverReplacedAsync(Scene scene, CancellationToken cancellation)
    {
        await using var connection = await Sql.OpenAsync(scene.Database.Superuser, cancellation);
        await connection.RunAsync(
            """
            create or replace function funding.take_lease(p_name text, p_holder uuid, p_ttl interval) returns bigint language sql set search_path = funding, pg_temp as $$
              update leases set expires_at = clock_timestamp() + p_ttl where name = p_name and holder = p_holder returning token;
            $$
            """);
        var findings = new List<Finding>();
        var dice = new Random(scene.Journal.Acts.Count);
        foreach (var host in scene.Hosts)
        {
            await Signals.SendAsync(Signals.Stop, host.Pid);
            await Story.NotifyAsync(scene.Sender, scene.Staff, dice, Place.All[0], scene.Clock.Today.Year, isFirst: false, 1, cancellation);
            await Task.Delay(LongestLead, cancellation);
            findings.AddRange(await scene.Audit.RunAsync(connection));
            await Signals.SendAsync(Signals.Continue, host.Pid);
        }

        return Controls.Result("leases never end: nobody replaces who is frozen", Check.Positions, findings);
    }

    /// <summary>Waits until no lease has run out, once those of a frozen host have had the time to.</summary>
    private static async Task LedByOthersAsync(string superuser, CancellationToken cancellation)
    {
        await using var connection = await Sql.OpenAsync(superuser, cancellation);
        var before = await TokensAsync(connection);
        for (var start = DateTime.UtcNow; DateTime.UtcNow - start < LongestLead; await Task.Delay(100, cancellation))
            if (await TokensAsync(connection) > before && await connection.AskAsync<bool>("select bool_and(expires_at > clock_timestamp()) from funding.leases")) return;
    }

    private static Task<decimal> TokensAsync(NpgsqlConnection connection) => connection.AskAsync<decimal>("select sum(token) from funding.leases");
}
