using Funding.Drills.Checking;
using Funding.Drills.Running;

namespace Funding.Drills.Drilling;

/// <summary>Two hosts act; one of them is killed at a moment that the dice choose, and started again; and so on.</summary>
internal sealed class HostsKilled : IDrill
{
    private const int DaysOfYear = 300;

    public string Name => "hosts";

    public string What => "a host of two killed (kill -9) under load, started again";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        var (dice, kills) = (run.Dice(Name), run.Choice.HostKills);
        await using var scene = await Scene.OpenAsync(run, "drill_hosts", cancellation);
        await using var takeovers = new Takeovers(scene.Database.Superuser);
        var findings = new List<Finding>();
        for (var killed = 0; killed < kills;)
        {
            var crowd = scene.Work(cancellation);
            var until = Math.Min(kills, killed + run.Choice.CheckEach);
            for (; killed < until; killed++)
            {
                await Task.Delay(dice.Next(300, 2_000), cancellation);
                await scene.KillAndStartAgainAsync(scene.Hosts[dice.Next(scene.Hosts.Count)], takeovers, TimeSpan.FromMilliseconds(dice.Next(0, 500)), cancellation);
                await scene.MoveClockAsync(Steps.Of(TimeSpan.FromDays(DaysOfYear), kills), cancellation);
            }

            await scene.EndAsync(crowd, cancellation);
            findings.AddRange(await scene.AuditAsync(rebuilt: killed == kills, cancellation));
            run.Say($"{Name}: {killed} kills, {scene.Counts.Done} acts, {findings.Count} findings");
            if (findings.Count > 0) break;
        }

        return new Outcome
        {
            Broken = kills, Acts = scene.Counts, Findings = findings, TakeOvers = takeovers.Seconds,
            Controls = await scene.ControlsAsync(cancellation),
        };
    }
}
