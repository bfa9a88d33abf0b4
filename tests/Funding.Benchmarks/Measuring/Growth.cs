using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;

namespace Funding.Benchmarks.Measuring;

/// <summary>What an act costs as the log grows, against the same act on the shortest log in the same round.</summary>
internal sealed class Growth : IBenchmark
{
    /// <summary>So much dearer than on the shortest log is still called flat: what rounds differ by.</summary>
    internal const double Flat = 1.25;

    public string Name => "growth";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        (string What, Func<Officers, Func<int, Task>> Act)[] kinds = [("FIR award", officers => officers.AwardAsync), ("certification", officers => officers.CertifyAsync)];
        var logs = new List<Loaded>();
        foreach (var size in run.Choice.Logs) logs.Add(await run.LoadedAsync(run.Log(size)));
        var lines = kinds.Select(kind => logs.Select(log => new Line(Name, $"{kind.What}, 1 client, {Numbers.Of(log.Events)} events in the log", "ms/act")).ToList()).ToList();
        await run.RoundsAsync(async counts =>
        {
            for (var i = 0; i < logs.Count; i++)
            {
                await using var engine = await BenchEngine.StartAsync(logs[i].Database, workers: true, run.Cancellation);
                await run.Stage.CheckpointAsync();
                for (var k = 0; k < kinds.Length; k++)
                {
                    var act = kinds[k].Act(new Officers(engine, logs[i].Ready, 1));
                    await act(0); // prepares the statements of this host
                    var perSecond = await Timing.PerSecondAsync(1, run.Choice.Window, act, () => engine.SettleAsync(run.Cancellation));
                    if (counts) lines[k][i].Values.Add(1_000 / perSecond);
                }
            }
        });
        return [.. lines.SelectMany(sizes => sizes.Select((line, i) => i == 0 ? line : line with { FloorWhat = "ms/act on the shortest", Floors = sizes[0].Values, Ratio = Ratio.ToFloor, Aim = Aim.RatioAtMost(Flat) }))];
    }
}
