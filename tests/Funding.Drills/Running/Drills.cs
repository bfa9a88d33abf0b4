using System.Diagnostics;
using Funding.Drills.Drilling;
using Funding.Drills.Reporting;

namespace Funding.Drills.Running;

/// <summary>All drills, one after the other.</summary>
internal static class AllDrills
{
    public static IReadOnlyList<IDrill> List { get; } = [new HostsKilled(), new PostgresKilled(), new AnswersCut(), new LeaderFrozen(), new RebuildKilled(), new Poisoned(), new PeersFail(), new ClockWrong(), new DumpRestored()];

    /// <summary>Runs those chosen; a drill that breaks down itself is reported as failed, and the others go on.</summary>
    public static async Task<Report> RunAsync(Choice choice, Action<string> say, CancellationToken cancellation)
    {
        await using var run = await Run.StartAsync(choice, say, cancellation);
        var report = new Report(choice, await run.Server.SettingsAsync(cancellation), DateTimeOffset.UtcNow);
        foreach (var drill in List.Where(it => choice.Only.Count == 0 || choice.Only.Contains(it.Name)))
        {
            say(drill.Name);
            var start = Stopwatch.GetTimestamp();
            try
            {
                report.Add(new Line(drill, await drill.RunAsync(run, cancellation), Stopwatch.GetElapsedTime(start)));
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                report.Add(new Line(drill, new Outcome(), Stopwatch.GetElapsedTime(start)) { Failure = failure.ToString() });
                await run.Server.StartAgainAsync(cancellation);
            }
        }

        return report;
    }
}
