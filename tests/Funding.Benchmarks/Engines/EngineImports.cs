using Funding.Benchmarks.Engines.Bare;
using Funding.Benchmarks.Measuring;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Engine;
using Funding.Engine.Sealing;
using Funding.Host.Reference;
using Marten;

namespace Funding.Benchmarks.Engines;

/// <summary>The same history loaded into empty tables: by our loader with the keys and the list of dossiers, by Marten with neither.</summary>
internal sealed class EngineImports : IBenchmark
{
    private static readonly int[] Batches = [1_000, 20_000, int.MaxValue];

    public string Name => "engine-import";

    public Page Page => EnginesPage.Page;

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var sealer = new Sealer();
        List<PastEvent> events = [.. Import.Of(run).Events(ReferenceData.Current, sealer)];
        var batch = await Best.OfAsync(Batches, size => BulkAsync(run, events, size));
        var line = new Line(Name, $"import of {Numbers.Of(events.Count)} events: built-in", "events/s")
        {
            FloorWhat = $"events/s by BulkInsertEventsAsync in {(batch == int.MaxValue ? "one batch" : $"batches of {Numbers.Of(batch)}")}", Ratio = Ratio.ToFloor,
        };
        await run.RoundsAsync(async counts =>
        {
            var ours = await Import.LoadAsync(run, events, sealer);
            var theirs = await BulkAsync(run, events, batch);
            if (!counts) return;
            line.Values.Add(events.Count / ours.TotalSeconds);
            line.Floors.Add(events.Count / theirs);
        });
        return [line];
    }

    /// <summary>Seconds, the sorting of the events by streams included.</summary>
    private static async Task<double> BulkAsync(Run run, List<PastEvent> events, int batch)
    {
        var database = await run.Stage.CreateAsync(run.Cancellation);
        await using var source = Database.Open(database.Owner);
        using var store = DocumentStore.For(options => BareStore.Configure(options, source));
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await run.Stage.CheckpointAsync();
        var time = await Timing.OfAsync(() => store.BulkInsertEventsAsync(BareHistory.Streams(store, events), batch, run.Cancellation));
        await run.Stage.DropAsync(database);
        return time.TotalSeconds;
    }
}
