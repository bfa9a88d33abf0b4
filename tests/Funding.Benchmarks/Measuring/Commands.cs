using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;

namespace Funding.Benchmarks.Measuring;

/// <summary>
/// Acts decided and stored, with dossier, command id, entries and what is to be told, until the views hold them, against inserts of one row
/// with a commit each by as many clients. Officers work on different CPTS, as they do; on one envelope they wait for each other.
/// </summary>
internal sealed class Commands : IBenchmark
{
    private const string OneRegion = "84";
    private const string Floor = "inserts/s";

    public string Name => "commands";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        // A log of its own: its acts would make those of the shortest log dearer, against which the growth is measured.
        var loaded = await run.LoadedAsync(run.Log(run.Choice.Logs[0]) with { Seed = 2 });
        await using var engine = await BenchEngine.StartAsync(loaded.Database, workers: true, run.Cancellation);
        await SingleInserts.PrepareAsync(loaded.Database, run.Cancellation);
        var lines = new List<Line>();
        foreach (var clients in new[] { 1, 16 })
        {
            var acts = new Officers(engine, loaded.Ready, clients);
            (string What, Func<int, Task> Act)[] kinds =
            [
                ("FIR award (envelope, 1 entry, 1 message)", acts.AwardAsync), ("certification (1 entry)", acts.CertifyAsync), ("registration", acts.RegisterAsync),
            ];
            if (clients > 1) kinds = [.. kinds, ("FIR award, all on one envelope", new Officers(engine, [.. loaded.Ready.Where(it => it.RegionCode == OneRegion)], clients).AwardAsync)];
            lines.AddRange(await MeasureAsync(run, engine, clients, kinds));
        }

        foreach (var clients in new[] { 1, 16 }) lines.Add(await Strangers.MeasureAsync(run, loaded, new Line(Name, $"certification by a host that never met the dossier, {Clients(clients)}", "acts/s") { FloorWhat = Floor, Ratio = Ratio.InFloors }, clients));

        await RequireMessagesAsync(engine);
        return lines;
    }

    private static string Clients(int clients) => clients == 1 ? "1 client" : $"{clients} clients";

    /// <summary>What an award costs is told with its message: without one it would be told too well.</summary>
    private static async Task RequireMessagesAsync(BenchEngine engine)
    {
        await using var look = engine.Source.CreateCommand("select exists (select from funding.outbox)");
        if (!(bool)(await look.ExecuteScalarAsync())!) throw new InvalidOperationException("No award wrote a message.");
    }

    private async Task<List<Line>> MeasureAsync(Run run, BenchEngine engine, int clients, (string What, Func<int, Task> Act)[] kinds)
    {
        var floors = new List<double>();
        var inserts = new SingleInserts(engine.Source);
        var lines = kinds.Select(kind => new Line(Name, $"{kind.What}, {Clients(clients)}", "acts/s")
        {
            FloorWhat = Floor, Floors = floors, Ratio = Ratio.InFloors, Aim = kind.What.Contains("one envelope", StringComparison.Ordinal) ? null : Aim.RatioAtMost(clients == 1 ? 4 : 3),
        }).ToList();
        await run.RoundsAsync(async counts =>
        {
            await run.Stage.CheckpointAsync();
            var floor = await Timing.PerSecondAsync(clients, run.Choice.Window, _ => inserts.InsertAsync(run.Cancellation));
            if (counts) floors.Add(floor);
            for (var i = 0; i < kinds.Length; i++)
            {
                var reached = await Timing.PerSecondAsync(clients, run.Choice.Window, kinds[i].Act, () => engine.SettleAsync(run.Cancellation));
                if (counts) lines[i].Values.Add(reached);
            }
        });
        return lines;
    }
}
