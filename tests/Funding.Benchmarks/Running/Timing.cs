using System.Diagnostics;

namespace Funding.Benchmarks.Running;

/// <summary>Stopwatches.</summary>
internal static class Timing
{
    /// <summary>How many a second, by so many clients during a window and what is to be waited for after it.</summary>
    /// <param name="clients">How many do it at the same time.</param>
    /// <param name="window">For how long they begin anew.</param>
    /// <param name="once">Done by the client of this number.</param>
    /// <param name="after">Waited for, within the time.</param>
    /// <param name="mostEach">A client that has done so many stops.</param>
    public static async Task<double> PerSecondAsync(int clients, TimeSpan window, Func<int, Task> once, Func<Task>? after = null, int mostEach = int.MaxValue)
    {
        var start = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var count = 0;
            for (; count < mostEach && Stopwatch.GetElapsedTime(start) < window; count++) await once(client);
            return count;
        })));
        if (after is not null) await after();
        return done.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>How long it took.</summary>
    public static async Task<TimeSpan> OfAsync(Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The time of each of so many, in milliseconds, ascending.</summary>
    public static async Task<double[]> EachAsync(int count, Func<Task> once)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++) times[i] = (await OfAsync(once)).TotalMilliseconds;
        Array.Sort(times);
        return times;
    }
}
