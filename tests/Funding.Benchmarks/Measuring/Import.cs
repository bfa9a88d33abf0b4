using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Engine;
using Funding.Engine.Sealing;
using Funding.Host.Reference;
using Npgsql;

namespace Funding.Benchmarks.Measuring;

/// <summary>The load of a history against COPY of the very rows that it stores into the same tables, their bytes ready in memory.</summary>
internal sealed class Import : IBenchmark
{
    private const int Most = 300_000;
    private static readonly string[] Tables = ["mt_streams", "mt_events", "sealed_keys", "dossiers"];

    public string Name => "import";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var history = Of(run);
        // The keys of sealed texts live as long as their sealer: the same history is loaded with its own each time.
        var sealer = new Sealer();
        List<PastEvent> events = [.. history.Events(ReferenceData.Current, sealer)];
        var line = new Line(Name, $"{Numbers.Of(events.Count)} events", "events/s") { FloorWhat = "events/s by COPY", Ratio = Ratio.ToFloor, Aim = Aim.RatioAtLeast(0.8) };
        IReadOnlyList<CopiedRows>? rows = null;
        await run.RoundsAsync(async counts =>
        {
            var loading = await LoadAsync(run, events, sealer, async database => rows ??= await ReadAsync(database, run.Cancellation));
            var copying = await CopyAsync(run, rows!);
            if (!counts) return;
            line.Values.Add(events.Count / loading.TotalSeconds);
            line.Floors.Add(events.Count / copying.TotalSeconds);
        });
        return [line];
    }

    /// <summary>The history that is loaded.</summary>
    public static LongHistory Of(Run run)
    {
        var size = run.Choice.Logs.Where(size => size <= Most).DefaultIfEmpty(run.Choice.Logs[0]).Max();
        return run.Log(size) with { Wanted = size };
    }

    /// <summary>Loads events into an empty database, looks at it, and drops it.</summary>
    public static async Task<TimeSpan> LoadAsync(Run run, List<PastEvent> events, Sealer sealer, Func<BenchDatabase, Task>? then = null)
    {
        var database = await run.Stage.CreateAsync(run.Cancellation);
        await using (var engine = await BenchEngine.StartAsync(database, workers: false, run.Cancellation))
        {
            var loader = engine.LoaderWith(sealer);
            await run.Stage.CheckpointAsync();
            var time = await Timing.OfAsync(() => loader.LoadAsync(events, null, run.Cancellation));
            if (then is not null) await then(database);
            await DropAsync();
            return time;
        }

        Task DropAsync() => run.Stage.DropAsync(database);
    }

    private static async Task<TimeSpan> CopyAsync(Run run, IReadOnlyList<CopiedRows> rows)
    {
        var database = await run.Stage.CreateAsync(run.Cancellation);
        await using var source = Database.Open(database.Runtime);
        await run.Stage.CheckpointAsync();
        var time = await Timing.OfAsync(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(run.Cancellation);
            await using var transaction = await connection.BeginTransactionAsync(run.Cancellation);
            foreach (var table in rows) await table.IntoAsync(connection, table.Table, run.Cancellation);
            await transaction.CommitAsync(run.Cancellation);
        });
        await run.Stage.DropAsync(database);
        return time;
    }

    private static async Task<IReadOnlyList<CopiedRows>> ReadAsync(BenchDatabase database, CancellationToken cancellation)
    {
        var read = new List<CopiedRows>();
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        foreach (var table in Tables) read.Add(await CopiedRows.OfAsync(connection, table, cancellation));
        return read;
    }
}
