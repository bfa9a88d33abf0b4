using Funding.Benchmarks.Measuring;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Domain.Cpts;
using Funding.Engine;
using Funding.Marten;
using Funding.Marten.Folding;
using Marten;

namespace Funding.Benchmarks.Engines;

/// <summary>The same stream of the same log read and folded by both: a connection of the pool each time, texts left sealed by Marten.</summary>
internal sealed class EngineFolds : IBenchmark
{
    private static readonly int[] Lengths = [30, 100, 1_000];

    public string Name => "engine-fold";

    public Page Page => EnginesPage.Page;

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var lines = new List<Line>();
        foreach (var length in Lengths) lines.Add(await MeasureAsync(run, length));
        return lines;
    }

    private async Task<Line> MeasureAsync(Run run, int length)
    {
        var loaded = await run.LoadedAsync(Folds.Of(run, length));
        await using var source = Database.Open(loaded.Database.Runtime);
        using var store = DocumentStore.For(options => MartenStore.Configure(options, source));
        await using var look = await source.OpenConnectionAsync(run.Cancellation);
        var stream = await Folds.NearestAsync(look, length, run.Cancellation);
        var line = new Line(Name, $"fold of a stream of {stream.Length} events: built-in", "ms") { FloorWhat = "ms by AggregateStreamAsync", Ratio = Ratio.InFloors };
        var times = Folds.Times(run, length);
        await run.RoundsAsync(async counts =>
        {
            var ours = await Timing.EachAsync(times, OursAsync);
            var theirs = await Timing.EachAsync(times, TheirsAsync);
            if (!counts) return;
            line.Values.Add(ours[times / 2]);
            line.Floors.Add(theirs[times / 2]);
        });
        return line;

        async Task OursAsync()
        {
            await using var connection = await source.OpenConnectionAsync(run.Cancellation);
            await Folds.FoldAsync(connection, stream.Id);
        }

        async Task TheirsAsync()
        {
            await using var session = store.QuerySession();
            if (await session.Events.AggregateStreamAsync<CptsDocument>(stream.Id, token: run.Cancellation) is not { State: Dossier }) throw new InvalidOperationException($"{stream.Id} is no dossier.");
        }
    }
}
