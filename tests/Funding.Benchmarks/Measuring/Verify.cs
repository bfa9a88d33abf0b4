using System.Security.Cryptography;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Engine;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Settings;
using Npgsql;

namespace Funding.Benchmarks.Measuring;

/// <summary>
/// Verifying a sealed and signed log, against the least that it can cost: hashing the very bytes of its lines, ready in memory (twice for each: the
/// leaf, and the node above it), and reading its rows.
/// </summary>
internal sealed class Verify : IBenchmark
{
    private const int NodeBytes = 65;

    public string Name => "verify";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var loaded = await run.LoadedAsync(run.Choice.Quick ? run.Past : run.Log(run.Choice.Logs.Max()));
        var folder = Directory.CreateTempSubdirectory("funding-benchmarks-ledger-").FullName;
        try
        {
            await using var source = Database.Open(loaded.Database.Runtime);
            await using var engine = await BenchEngine.StartAsync(loaded.Database, new FundingSettings { Data = folder }, run.Cancellation);
            await SealedAsync(engine, run.Cancellation);
            var what = $"{Numbers.Of(loaded.Events)} events";
            var line = new Line(Name, what, "events/s") { FloorWhat = "events/s read and hashed", Ratio = Ratio.ToFloor };
            var hashing = new Line(Name, $"{what}, SHA-256 of their lines and nodes alone", "events/s");
            await run.RoundsAsync(async counts =>
            {
                var verified = (await Timing.OfAsync(() => VerifyAsync(engine, loaded.Events, run.Cancellation))).TotalSeconds;
                var read = (await Timing.OfAsync(() => ReadAsync(source, run.Cancellation))).TotalSeconds;
                var hashed = await HashAsync(source, run.Cancellation);
                if (!counts) return;
                line.Values.Add(loaded.Events / verified);
                line.Floors.Add(loaded.Events / (read + hashed));
                hashing.Values.Add(loaded.Events / hashed);
            });
            return [line, hashing];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SealedAsync(BenchEngine engine, CancellationToken cancellation)
    {
        while ((await engine.Get<IProofs>().HeadAsync(cancellation))?.Size != await PositionsAsync(engine.Source, cancellation)) await Task.Delay(50, cancellation);
    }

    private static async Task<long> PositionsAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select max(position) from funding.ledger");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task VerifyAsync(BenchEngine engine, int atLeast, CancellationToken cancellation)
    {
        var verdict = await engine.Get<DatabaseVerifier>().RunAsync(null, cancellation);
        if (!verdict.IsIntact || verdict.Size < atLeast || verdict.Heads.Size != verdict.Size) throw new InvalidOperationException($"{verdict}");
    }

    private static async Task ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await foreach (var _ in RowsAsync(source, cancellation))
        {
            // Reading them is what is timed.
        }
    }

    /// <summary>Seconds that hashing takes, the making of the lines left out.</summary>
    private static async Task<double> HashAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var (lines, seconds, node) = (new List<byte[]>(), 0.0, new byte[NodeBytes]);
        await foreach (var stored in RowsAsync(source, cancellation))
        {
            lines.Add(CanonicalEvent.Utf8(stored));
            if (lines.Count == 10_000) seconds += Hash();
        }

        return seconds + Hash();

        double Hash()
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            foreach (var line in lines)
            {
                SHA256.HashData(line, hash);
                SHA256.HashData(node, hash);
            }

            lines.Clear();
            return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    private static async IAsyncEnumerable<StoredEvent> RowsAsync(NpgsqlDataSource source, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"select {StoredEvent.Columns} from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id order by l.position");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return StoredEvent.Read(reader);
    }
}
