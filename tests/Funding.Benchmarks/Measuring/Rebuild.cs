using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Engine;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Benchmarks.Measuring;

/// <summary>
/// The region views with their entries worked out again beside the live ones, compared and swapped, or only compared; against reading the
/// same rows in the same order, and then copying the same entries into a table with the same indexes.
/// </summary>
internal sealed class Rebuild : IBenchmark
{
    private const string View = "regions";
    private const int Judged = 300_000;
    private const double PerSecond = 150_000;

    public string Name => "rebuild";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var (swapped, verified) = (new List<Line>(), new List<Line>());
        foreach (var size in run.Choice.Logs)
        {
            var loaded = await run.LoadedAsync(run.Log(size));
            var aim = size >= Judged ? Aim.AtLeastValue(PerSecond) : null;
            var swap = new Line(Name, $"{Numbers.Of(loaded.Events)} events, compared and swapped", "events/s") { FloorWhat = "events/s read, entries copied", Ratio = Ratio.ToFloor, Aim = aim };
            var verify = swap with { What = $"{Numbers.Of(loaded.Events)} events, --verify", Values = [], FloorWhat = "events/s read", Floors = [] };
            await MeasureAsync(run, loaded, swap, verify);
            swapped.Add(swap);
            if (size >= Judged || run.Choice.Quick) verified.Add(verify);
        }

        return [.. swapped, .. verified, .. swapped.Select((line, i) => PerEvent(line, i == 0 ? null : swapped[0]))];
    }

    private static Line PerEvent(Line line, Line? shortest)
    {
        var costs = new Line("growth", $"rebuild of {line.What}", "µs/event") { Values = [.. line.Values.Select(value => 1e6 / value)] };
        return shortest is null ? costs
            : costs with { FloorWhat = "µs/event on the shortest", Floors = [.. shortest.Values.Select(value => 1e6 / value)], Ratio = Ratio.ToFloor, Aim = Aim.RatioAtMost(Growth.Flat) };
    }

    private static async Task MeasureAsync(Run run, Loaded loaded, Line swap, Line verify)
    {
        await using var engine = await BenchEngine.StartAsync(loaded.Database, workers: true, run.Cancellation);
        await using var owner = Database.Open(loaded.Database.Owner);
        var entries = await EntriesAsync(owner, run.Cancellation);
        await run.RoundsAsync(async counts =>
        {
            if (!counts && loaded.Events >= Judged) return; // the shorter logs have warmed this process up
            var read = await TimeAsync(run, () => ReadAsync(engine.Source, run.Cancellation));
            var copy = await TimeAsync(run, () => CopyAsync(owner, entries, run.Cancellation));
            var swapping = await TimeAsync(run, () => RebuildAsync(engine, View, RebuildEnd.Swap, run.Cancellation));
            var verifying = await TimeAsync(run, () => RebuildAsync(engine, View, RebuildEnd.Verify, run.Cancellation));
            if (!counts) return;
            swap.Values.Add(loaded.Events / swapping);
            swap.Floors.Add(loaded.Events / (read + copy));
            verify.Values.Add(loaded.Events / verifying);
            verify.Floors.Add(loaded.Events / read);
        });
    }

    /// <summary>Seconds that it takes after a checkpoint.</summary>
    public static async Task<double> TimeAsync(Run run, Func<Task> measured)
    {
        await run.Stage.CheckpointAsync();
        return (await Timing.OfAsync(measured)).TotalSeconds;
    }

    /// <summary>Works a view out again.</summary>
    public static async Task RebuildAsync(BenchEngine engine, string view, RebuildEnd end, CancellationToken cancellation)
    {
        var report = await engine.Get<IRebuilds>().RunAsync(view, new RebuildOptions(end, Restart: true), null, cancellation);
        if (report.Difference is not null || report.Swapped != (end == RebuildEnd.Swap)) throw new InvalidOperationException($"{report}");
    }

    private static async Task ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"select {StoredEvent.Columns} from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id order by l.position");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            for (var column = 0; column < reader.FieldCount; column++) _ = reader.GetValue(column);
    }

    private static async Task CopyAsync(NpgsqlDataSource owner, CopiedRows entries, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var make = new NpgsqlCommand("drop table if exists funding.bench_entries; create table funding.bench_entries (like funding.entries including all)", connection);
        await make.ExecuteNonQueryAsync(cancellation);
        await entries.IntoAsync(connection, "bench_entries", cancellation);
        make.CommandText = "drop table funding.bench_entries";
        await make.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<CopiedRows> EntriesAsync(NpgsqlDataSource owner, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        return await CopiedRows.OfAsync(connection, "entries", cancellation);
    }
}
