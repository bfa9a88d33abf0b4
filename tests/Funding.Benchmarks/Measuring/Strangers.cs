using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;

namespace Funding.Benchmarks.Measuring;

/// <summary>Acts on dossiers that the host never met: it remembers how those that it met lately stood, so each round is a host of its own.</summary>
internal static class Strangers
{
    public static async Task<Line> MeasureAsync(Run run, Loaded loaded, Line line, int clients)
    {
        await run.RoundsAsync(async counts =>
        {
            await using var engine = await BenchEngine.StartAsync(loaded.Database, workers: true, run.Cancellation);
            var (acts, inserts) = (new Officers(engine, loaded.Ready, clients), new SingleInserts(engine.Source));
            // Registrations prepare the statements of this host's connections, and meet no dossier that is there.
            await Timing.PerSecondAsync(clients, run.Choice.Window / 5, acts.RegisterAsync, () => engine.SettleAsync(run.Cancellation));
            await run.Stage.CheckpointAsync();
            var floor = await Timing.PerSecondAsync(clients, run.Choice.Window, _ => inserts.InsertAsync(run.Cancellation));
            var strangers = new Officers(engine, loaded.Ready, clients);
            var reached = await Timing.PerSecondAsync(clients, run.Choice.Window, strangers.CertifyAsync, () => engine.SettleAsync(run.Cancellation), mostEach: loaded.Ready.Count / clients);
            if (!counts) return;
            line.Floors.Add(floor);
            line.Values.Add(reached);
        });
        return line;
    }
}
