using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Measuring;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Engine;
using Funding.Marten;
using Funding.Marten.Views;
using Marten;

namespace Funding.Benchmarks.Engines;

/// <summary>The same views of the same log worked out again: ours beside the live ones, compared and swapped; Marten's documents emptied and replayed by its daemon.</summary>
internal sealed class EngineRebuilds : IBenchmark
{
    private const double Aimed = 1.5;
    private static readonly (string View, Type Document)[] Views = [("regions", typeof(RegionFinancing)), ("dossiers", typeof(DossierLine))];

    public string Name => "engine-rebuild";

    public Page Page => EnginesPage.Page;

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var loaded = await Loaded.LoadAsync(run.Stage, Import.Of(run) with { Seed = 4 }, run.Choice.Quick, run.Cancellation, new MartenEngine());
        await using var engine = await BenchEngine.StartAsync(loaded.Database, workers: true, run.Cancellation);
        var processor = await run.Stage.ProcessorAsync(run.Cancellation);
        var lines = new List<Line>();
        foreach (var (view, document) in Views)
        {
            var tuning = await Best.OfAsync(run.Choice.Quick ? DaemonTuning.Few : DaemonTuning.All, async it => (await ReplayAsync(run, loaded, document, it, processor)).Seconds);
            var line = new Line(Name, $"rebuild of the {view} of {Numbers.Of(loaded.Events)} events: built-in", "events/s")
            {
                FloorWhat = $"events/s by Marten’s daemon, {tuning}", Ratio = Ratio.ToFloor, Aim = Aim.RatioAtLeast(Aimed),
            };
            var cost = new Line(Name, $"processor of a {line.What}", "µs/event") { FloorWhat = "µs/event by Marten’s daemon", Ratio = Ratio.InFloors };
            await run.RoundsAsync(async counts =>
            {
                var ours = await TimeAsync(run, processor, () => Rebuild.RebuildAsync(engine, view, RebuildEnd.Swap, run.Cancellation));
                var theirs = await ReplayAsync(run, loaded, document, tuning, processor);
                if (!counts) return;
                line.Values.Add(loaded.Events / ours.Seconds);
                line.Floors.Add(loaded.Events / theirs.Seconds);
                cost.Values.Add(ours.Processor * 1e6 / loaded.Events);
                cost.Floors.Add(theirs.Processor * 1e6 / loaded.Events);
            });
            lines.AddRange([line, cost]);
        }

        return lines;
    }

    private static async Task<(double Seconds, double Processor)> TimeAsync(Run run, Processor processor, Func<Task> measured)
    {
        var before = processor.Seconds();
        return (await Rebuild.TimeAsync(run, measured), processor.Seconds() - before);
    }

    private static async Task<(double Seconds, double Processor)> ReplayAsync(Run run, Loaded loaded, Type document, DaemonTuning tuning, Processor processor)
    {
        await using var source = Database.Open(loaded.Database.Runtime);
        using var store = DocumentStore.For(options =>
        {
            MartenViews.Configure(options, source);
            tuning.Set(options.Projections);
        });
        using var daemon = await store.BuildProjectionDaemonAsync();
        var time = await TimeAsync(run, processor, () => daemon.RebuildProjectionAsync(document, TimeSpan.FromMinutes(10), run.Cancellation));
        await using var look = source.CreateCommand(
            $"select last_seq_id = (select max(seq_id) from funding.mt_events) and exists (select from {MartenStore.Documents}.mt_doc_{document.Name.ToLowerInvariant()}) from funding.mt_event_progression where name = $1");
        look.Parameters.Add(new() { Value = $"{document.Name}:All" });
        return await look.ExecuteScalarAsync(run.Cancellation) is true ? time : throw new InvalidOperationException($"{document.Name} was not rebuilt to the end.");
    }
}
