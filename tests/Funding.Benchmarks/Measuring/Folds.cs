using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Domain.Cpts;
using Npgsql;
using StreamReader = Funding.Engine.Storage.StreamReader;

namespace Funding.Benchmarks.Measuring;

/// <summary>A stream loaded and folded as a decision does it, against a loop that reads the same columns of the same rows and makes nothing of them.</summary>
internal sealed class Folds : IBenchmark
{
    private const int Streams = 24;

    public string Name => "fold";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var lines = new List<Line>();
        foreach (var length in new[] { 100, 1_000 })
        {
            var loaded = await run.LoadedAsync(Of(run, length));
            lines.Add(await MeasureAsync(run, loaded, length));
        }

        return lines;
    }

    /// <summary>A history whose dossiers have about so many events: a credit movement on the envelope goes with each grant, one event in seven is not on the CPTS.</summary>
    public static LongHistory Of(Run run, int length) => new(Streams, 8, length * Streams * 7 / 6) { Until = run.Log(1).Until };

    /// <summary>How often a stream of a length is read.</summary>
    public static int Times(Run run, int length) => Math.Max(10, run.Choice.Scaled(40_000, 500) / length);

    /// <summary>Folds a dossier as a decision does.</summary>
    public static async Task FoldAsync(NpgsqlConnection connection, string stream)
    {
        var loaded = await StreamReader.LoadAsync(connection, stream, null, CancellationToken.None);
        if (loaded.ToCpts() is not Dossier) throw new InvalidOperationException($"{stream} is no dossier.");
    }

    /// <summary>The stream whose length is nearest.</summary>
    public static async Task<(string Id, long Length)> NearestAsync(NpgsqlConnection connection, int length, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select id, version from funding.mt_streams where id like 'cpts-%' order by abs(version - $1) limit 1", connection);
        command.Parameters.Add(new() { Value = (long)length });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.GetString(0), row.GetInt64(1));
    }

    private async Task<Line> MeasureAsync(Run run, Loaded loaded, int length)
    {
        await using var engine = await BenchEngine.StartAsync(loaded.Database, workers: false, run.Cancellation);
        await using var connection = await engine.Source.OpenConnectionAsync(run.Cancellation);
        var stream = await NearestAsync(connection, length, run.Cancellation);
        var line = new Line(Name, $"a stream of {stream.Length} events", "ms") { FloorWhat = "ms to read", Ratio = Ratio.ToFloor, Aim = Aim.RatioAtMost(2) };
        var times = Times(run, length);
        await run.RoundsAsync(async counts =>
        {
            var read = await Timing.EachAsync(times, () => ReadAsync(connection, stream.Id));
            var folded = await Timing.EachAsync(times, () => FoldAsync(connection, stream.Id));
            if (!counts) return;
            line.Floors.Add(read[times / 2]);
            line.Values.Add(folded[times / 2]);
        });
        return line;
    }

    private static async Task ReadAsync(NpgsqlConnection connection, string stream)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(StreamReader.Command(StreamReader.Keys, stream));
        batch.BatchCommands.Add(StreamReader.Command(StreamReader.Fold, stream));
        await using var reader = await batch.ExecuteReaderAsync();
        do
            while (await reader.ReadAsync())
                for (var column = 0; column < reader.FieldCount; column++) _ = reader.GetValue(column);
        while (await reader.NextResultAsync());
    }
}
