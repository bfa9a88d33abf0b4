using System.Diagnostics;
using System.Globalization;
using Funding.Drills.Checking;
using Funding.Drills.Running;
using Funding.Drills.Servers;

namespace Funding.Drills.Drilling;

/// <summary>The program that rebuilds views is killed on its way, while hosts act; the next one goes on or begins anew, and nobody notices.</summary>
internal sealed class RebuildKilled : IDrill
{
    private const string OffBy = "update funding.entries set cents = cents + $1 where (position, ordinal) = (select position, ordinal from funding.entries order by position, ordinal limit 1)";

    public string Name => "rebuild";

    public string What => "rebuild killed (kill -9) halfway while acts are done";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        var dice = run.Dice(Name);
        await using var scene = await Scene.OpenAsync(run, "drill_rebuild", cancellation);
        var crowd = scene.Work(cancellation);
        await Task.Delay(1_000, cancellation);
        var start = Stopwatch.GetTimestamp();
        await RebuildAsync(scene, cancellation);
        var whole = Stopwatch.GetElapsedTime(start);
        var halfway = 0;
        for (var killed = 0; killed < run.Choice.RebuildKills; killed++)
        {
            using var kill = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            kill.CancelAfter(whole * (0.4 + (dice.NextDouble() * 0.6)));
            var (exit, _) = await scene.Hosts[0].RunAsync(["rebuild"], kill.Token);
            if (exit != 0) halfway++;
            await scene.MoveClockAsync(TimeSpan.FromHours(20), cancellation);
        }

        await RebuildAsync(scene, cancellation);
        await scene.EndAsync(crowd, cancellation);
        var findings = await scene.AuditAsync(rebuilt: true, cancellation);
        return new Outcome
        {
            Broken = halfway, Acts = scene.Counts, Messages = scene.Messages, Findings = findings,
            Remarks = [string.Create(CultureInfo.InvariantCulture, $"{run.Choice.RebuildKills} rebuilds of about {whole.TotalSeconds:0.0} s were to be killed; {run.Choice.RebuildKills - halfway} were quicker")],
            Controls = run.Choice.Controls ? [await DamagedAsync(scene, cancellation), .. await scene.ControlsAsync(cancellation)] : [],
        };
    }

    private static async Task RebuildAsync(Scene scene, CancellationToken cancellation)
    {
        var (exit, said) = await scene.Hosts[0].RunAsync(["rebuild"], cancellation);
        if (exit != 0) throw new InvalidOperationException($"rebuild: {said}");
    }

    /// <summary>A view that was left half-swapped would differ from the log: one entry is made to, and the comparison has to tell.</summary>
    private static async Task<ControlResult> DamagedAsync(Scene scene, CancellationToken cancellation)
    {
        await using var connection = await Sql.OpenAsync(scene.Database.Superuser, cancellation);
        await connection.RunAsync(OffBy, 1L);
        var found = await scene.VerifyAsync(cancellation);
        await connection.RunAsync(OffBy, -1L);
        return Controls.Result("an entry one cent off, for rebuild --verify", Check.Entries, found is null ? [] : [found]);
    }
}
