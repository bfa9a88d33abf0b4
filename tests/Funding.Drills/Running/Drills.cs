using System.Collections.Concurrent;
using System.Diagnostics;
using Funding.Drills.Drilling;
using Funding.Drills.Reporting;

namespace Funding.Drills.Running;

/// <summary>All drills, one after the other or some at the same time.</summary>
internal static class AllDrills
{
    public static IReadOnlyList<IDrill> List { get; } = [new HostsKilled(), new PostgresKilled(), new AnswersCut(), new LeaderFrozen(), new RebuildKilled(), new Poisoned(), new PeersFail(), new ClockWrong(), new DumpRestored()];

    /// <summary>Runs those chosen; a drill that breaks down itself is reported as failed, and the others go on.</summary>
    public static async Task<Report> RunAsync(Choice choice, Action<string> say, CancellationToken cancellation)
    {
        await using var run = await Run.StartAsync(choice, say, cancellation);
        var at = DateTimeOffset.UtcNow;
        var chosen = List.Where(it => choice.Only.Count == 0 || choice.Only.Contains(it.Name)).ToList();
        var lines = new ConcurrentBag<Line>();
        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = choice.AtOnce, CancellationToken = cancellation }, async (drill, token) => lines.Add(await RunAsync(run, drill, token)));
        return new Report(choice, await run.Server.SettingsAsync(cancellation), at, [.. lines.OrderBy(line => chosen.IndexOf(line.Drill))]);
    }

    private static async Task<Line> RunAsync(Run run, IDrill drill, CancellationToken cancellation)
    {
        run.Say(drill.Name);
        var start = Stopwatch.GetTimestamp();
        try
        {
            return new Line(drill, await drill.RunAsync(run, cancellation), Stopwatch.GetElapsedTime(start));
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return new Line(drill, new Outcome(), Stopwatch.GetElapsedTime(start)) { Failure = failure.ToString() };
        }
    }
}
