using Funding.Benchmarks.Measuring;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Engine;
using Funding.Marten;

namespace Funding.Benchmarks.Engines;

/// <summary>Acts with one durable message each: both engines as a host runs them, Marten and Wolverine alone, and single inserts, one after the other in each round.</summary>
internal sealed class EngineActs : IBenchmark
{
    private const string BuiltIn = "built-in";
    private const string Marten = "Marten engine";
    private const string Bare = "bare Marten and Wolverine";
    private static readonly string[] Kinds = ["recovery order (1 stream, 1 message)", "FIR award (2 streams, 1 message)"];

    public string Name => "engine-acts";

    public Page Page => EnginesPage.Page;

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var history = run.Log(run.Choice.Logs[0]) with { Seed = 3, ArePaid = true };
        await using var builtIn = await EngineContestant.StartAsync(run, history, BuiltIn, new BuiltInEngine());
        await using var marten = await EngineContestant.StartAsync(run, history, Marten, new MartenEngine());
        await using var bare = await BareContestant.StartAsync(run, history, Bare);
        IContestant[] contestants = [builtIn, marten, bare];
        var lines = new List<Line>();
        foreach (var clients in new[] { 1, 16 }) lines.AddRange(await MeasureAsync(run, clients, contestants, builtIn.Inserts()));
        return lines;
    }

    private async Task<IEnumerable<Line>> MeasureAsync(Run run, int clients, IContestant[] contestants, SingleInserts inserts)
    {
        var (floors, turn) = (new List<double>(), 0);
        var processor = await run.Stage.ProcessorAsync(run.Cancellation);
        var acts = contestants.ToDictionary(it => it.Name, it => it.Acts(clients));
        var measured = Kinds.Select(kind => contestants.ToDictionary(it => it.Name, it => new MeasuredActs(Name, $"{kind}, {(clients == 1 ? "1 client" : $"{clients} clients")}: {it.Name}", floors))).ToList();
        await run.RoundsAsync(async counts =>
        {
            await run.Stage.CheckpointAsync();
            var floor = await Timing.PerSecondAsync(clients, run.Choice.Window, _ => inserts.InsertAsync(run.Cancellation));
            if (counts) floors.Add(floor);
            // Each begins in its turn: who comes later finds a warmer machine and a fuller disk.
            var order = contestants.Skip(turn % contestants.Length).Concat(contestants.Take(turn % contestants.Length)).ToList();
            turn++;
            for (var kind = 0; kind < Kinds.Length; kind++)
            {
                foreach (var it in order)
                {
                    await run.Stage.CheckpointAsync();
                    await measured[kind][it.Name].MeasureAsync(clients, run.Choice.Window, acts[it.Name][kind], () => it.SettleAsync(run.Cancellation), processor, counts);
                }
            }
        });
        return measured.SelectMany(kind => kind.Values.Select(it => it.Speed)
            .Concat([Over(kind, Bare, Aim.RatioAtLeast(clients == 1 ? 2 : 3)), Over(kind, Marten, null)])
            .Concat(new[] { Bare, Marten }.Select(other => kind[BuiltIn].Cost with { FloorWhat = $"ms by {other}", Floors = kind[other].Cost.Values })));
    }

    private static Line Over(Dictionary<string, MeasuredActs> kind, string other, Aim? aim) => kind[BuiltIn].Speed with
    {
        What = $"{kind[BuiltIn].Speed.What} over {other}", FloorWhat = $"acts/s by {other}", Floors = kind[other].Speed.Values, Ratio = Ratio.ToFloor, Aim = aim,
    };
}
