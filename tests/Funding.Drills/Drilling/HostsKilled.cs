using System.Diagnostics;
using Funding.Drills.Checking;
using Funding.Drills.Load;
using Funding.Drills.Running;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Drilling;

/// <summary>Two hosts act; one of them is killed at a moment that the dice choose, and started again; and so on.</summary>
internal sealed class HostsKilled : IDrill
{
    private const int DaysOfYear = 300;

    private const int MostCarelessKills = 12;

    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(20);

    public string Name => "hosts";

    public string What => "a host of two killed (kill -9) under load, started again";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        var (dice, kills) = (run.Dice(Name), run.Choice.HostKills);
        await using var scene = await Scene.OpenAsync(run, "drill_hosts", cancellation);
        await using var takeovers = new Takeovers(scene.Database.Superuser);
        var findings = new List<Finding>();
        for (var killed = 0; killed < kills && findings.Count == 0;)
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
        }

        return new Outcome
        {
            Broken = kills, Acts = scene.Counts, Messages = scene.Messages, Findings = findings, TakeOvers = takeovers.Seconds, Unserved = scene.Pulse.Seconds,
            Controls = run.Choice.Controls ? [await CarelessAsync(run, cancellation), .. await scene.ControlsAsync(cancellation)] : [],
        };
    }

    /// <summary>The guard off: hosts are killed when their acts are stored and nobody knows yet, and the callers ask again with neither key nor id.</summary>
    private async Task<ControlResult> CarelessAsync(Run run, CancellationToken cancellation)
    {
        var cutters = new List<AnswerCutter>();
        try
        {
            await using var scene = await Scene.OpenAsync(run, "control_hosts", cancellation, new Setting { Ways = it =>
            {
                for (var host = 0; host < 2; host++) cutters.Add(new AnswerCutter(it.Runtime, run.Dice($"{Name} {host}")));
                return [.. cutters.Select(cutter => cutter.By(it.Runtime))];
            } });
            await using var takeovers = new Takeovers(scene.Database.Superuser);
            var crowd = scene.Work(cancellation, [Guard.Careless]);
            await using var connection = await Sql.OpenAsync(scene.Database.Superuser, cancellation);
            // Some acts are already so when they are asked for again: it is gone on with until one was not, while there is credit for grants.
            for (var killed = 0; killed < MostCarelessKills && await connection.AskAsync<bool>(Controls.AnyTwice) is false; killed++)
            {
                var held = killed % 2;
                cutters[held].HoldsAnswers = true;
                await UntilUnseenAsync(scene, connection, cancellation);
                await scene.KillAndStartAgainAsync(scene.Hosts[held], takeovers, TimeSpan.Zero, cancellation, () => cutters[held].HoldsAnswers = false);
            }

            await crowd.StopAsync();
            return Controls.Result("callers ask again with neither key nor id for what a killed host had stored", Check.Doubled, await scene.AuditAsync(rebuilt: false, cancellation));
        }
        finally
        {
            foreach (var cutter in cutters) await cutter.DisposeAsync();
        }
    }

    /// <summary>Waits until an act that could be stored twice is stored and its caller, a second later, still has no answer.</summary>
    private static async Task UntilUnseenAsync(Scene scene, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var limit = Stopwatch.StartNew();
        var before = new HashSet<string>(StringComparer.Ordinal);
        while (limit.Elapsed < LongestHold)
        {
            string[] untold = [.. scene.Journal.Acts.Where(act => act.Fate == Fate.Unknown).Select(act => act.Id.ToString())];
            var stored = await connection.ListAsync($"select distinct correlation_id from funding.mt_events where type in ({Controls.Repeatable}) and correlation_id = any($1)", row => row.GetString(0), (object)untold);
            if (stored.Exists(before.Contains)) return;
            before.UnionWith(stored);
            await Task.Delay(1_000, cancellation);
        }
    }
}
