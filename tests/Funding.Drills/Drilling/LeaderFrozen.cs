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
                takeovers.Broke();
                await Signals.SendAsync(Signals.Stop, host.Pid);
                await LedByOthersAsync(scene.Database.Superuser, cancellation);
                await Task.Delay(dice.Next(0, 1_000), cancellation);
                await Signals.SendAsync(Signals.Continue, host.Pid);
                await scene.MoveClockAsync(TimeSpan.FromHours(20), cancellation);
            }
        }

        await scene.EndAsync(crowd, cancellation);
        var findings = await scene.AuditAsync(rebuilt: true, cancellation);
        return new Outcome
        {
            Broken = 2 * run.Choice.Freezes, Acts = scene.Counts, Findings = findings, TakeOvers = takeovers.Seconds,
            Controls = await scene.ControlsAsync(cancellation),
        };
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
