using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;

namespace Funding.Benchmarks.Engines;

/// <summary>Acts of one kind by one contestant.</summary>
/// <param name="benchmark">Which benchmark.</param>
/// <param name="what">Of what.</param>
/// <param name="floors">Single inserts a second by as many clients.</param>
internal sealed class MeasuredActs(string benchmark, string what, List<double> floors)
{
    public Line Speed { get; } = new(benchmark, what, "acts/s") { FloorWhat = "inserts/s", Floors = floors, Ratio = Ratio.InFloors };

    /// <summary>Processor time of an act.</summary>
    public Line Cost { get; } = new(benchmark, $"processor of a {what}", "ms") { Ratio = Ratio.InFloors };

    public async Task MeasureAsync(int clients, TimeSpan window, Func<int, Task> act, Func<Task> settle, Processor processor, bool counts)
    {
        var (done, before) = (0, processor.Seconds());
        var reached = await Timing.PerSecondAsync(clients, window, ActAsync, settle);
        if (!counts) return;
        Speed.Values.Add(reached);
        Cost.Values.Add((processor.Seconds() - before) * 1_000 / done);

        async Task ActAsync(int client)
        {
            await act(client);
            Interlocked.Increment(ref done);
        }
    }
}
