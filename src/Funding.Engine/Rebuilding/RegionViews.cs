using System.Threading.Channels;
using Funding.Engine.Projecting;
using Npgsql;

namespace Funding.Engine.Rebuilding;

/// <summary>
/// The entries with their sums, facts, envelope acts and variable parts, from the ledger. One task reads and projects, another sends: while the server takes in one
/// chunk the next one is worked out.
/// </summary>
internal sealed class RegionViews(NpgsqlDataSource source, Shadow shadow, int chunkSize, IProgress<int>? progress) : RebuiltView(shadow)
{
    /// <summary>So many events can be worked out while the live view is held.</summary>
    private const int MostWhileHeld = 2_000;

    /// <summary>Chunks that a connection compares at once.</summary>
    private const int ComparedAtOnce = 4;

    private const string Void =
        """
        update funding_rebuild.cpts_facts f set voided_by = (select min(a.position) from funding_rebuild.annulments a where a.cpts_id = f.cpts_id and a.position > f.position)
        where f.attribute = 'phase' and f.voided_by is null and (f.value ->> 'deemed')::boolean
          and exists (select from funding_rebuild.annulments a where a.cpts_id = f.cpts_id and a.position > f.position)
        """;

    private static readonly ComparedTable[] Tables =
    [
        new("entries", "position", "ordinal"),
        new("cpts_facts", "position", "attribute") { SetLater = "voided_by" },
        new("envelope_acts", "position"),
        new("variable_parts", "position"),
        new("entry_sums", "block", "region", "month", "budget_year", "source", "kind") { Position = "(block + 1) * funding.sums_block()" },
        // Not what is told of a fault: that depends on who found it.
        new("projection_faults", "position") { Shadow = "funding_rebuild.faults", Columns = ["position"], OfView = $"name = '{Projector.Name}'" },
    ];

    private readonly LedgerCopy ledger = new();
    private readonly RegionsOfCpts regions = new();
    private long compared;
    private long summed;

    /// <inheritdoc/>
    public override async Task FillAsync(CancellationToken cancellation)
    {
        await using var beside = await source.OpenConnectionAsync(cancellation);
        do
        {
            if (await GoalAsync(cancellation) is var goal && goal > Shadow.Position) await RunAsync(Shadow.Position, goal, cancellation);
            await Shadow.IndexAsync(cancellation, beside);
        }
        while (await GoalAsync(cancellation) - Shadow.Position > MostWhileHeld);

        await Task.WhenAll(Shadow.EndIndexAsync(cancellation), SumAsync(beside, Shadow.Position, cancellation));
        await Shadow.RunAsync(Void, cancellation);
        summed = Shadow.Position;
    }

    /// <inheritdoc/>
    public override async Task<ViewDifference?> CompareAsync(CancellationToken cancellation)
    {
        var upTo = Math.Min(Shadow.Position, await GoalAsync(cancellation));
        await using var beside = await source.OpenConnectionAsync(cancellation);
        while (compared < upTo)
        {
            var (middle, to) = (Math.Min(upTo, compared + (ComparedAtOnce * chunkSize)), Math.Min(upTo, compared + (2 * ComparedAtOnce * chunkSize)));
            var differences = await Task.WhenAll(CompareAsync(Shadow.Connection, compared, middle, upTo, cancellation), CompareAsync(beside, middle, to, upTo, cancellation));
            if (differences.OfType<ViewDifference>().FirstOrDefault() is { } first) return first;
            compared = to;
        }

        return null;
    }

    /// <summary>Rows lie in the order of their keys on both sides, and that is how they are read: hashed, they would cost twice as much.</summary>
    private static async Task<ViewDifference?> CompareAsync(NpgsqlConnection connection, long from, long to, long upTo, CancellationToken cancellation)
    {
        if (from == to) return null;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Shadow.RunAsync(connection, "set local enable_hashjoin = off", cancellation);
        return await FirstAsync(connection, table => Invariant($"{table.Position} > {from} and {table.Position} <= {to}"), upTo, cancellation);
    }

    /// <inheritdoc/>
    public override async Task<(long? Position, ViewDifference? Difference)> FinishAsync(long checkpoint, CancellationToken cancellation)
    {
        var goal = Math.Max(Shadow.Position, Math.Min(checkpoint, await Shadow.AskAsync<long>("select coalesce(max(position), 0) from funding.ledger", cancellation)));
        if (goal - Shadow.Position > MostWhileHeld) return (null, null);
        if (goal > Shadow.Position)
        {
            var chunk = new RegionChunk();
            await using var reading = await source.OpenConnectionAsync(cancellation);
            await chunk.ProjectAsync(ledger, regions, reading, Shadow.Position, goal, cancellation);
            await chunk.SendAsync(Shadow.Connection);
            if (chunk.Annuls) await Shadow.RunAsync(Void, cancellation);
            await SumAsync(Shadow.Connection, goal, cancellation);
        }

        if (checkpoint != goal) return (goal, new("checkpoints", $"name {Projector.Name}", "position", Invariant($"{checkpoint}"), Invariant($"{goal}")));
        return (goal, await FirstAsync(Shadow.Connection, table => table.SetLater is { } later ? Invariant($"{table.Position} > {compared} or {later} > {compared}") : Invariant($"{table.Position} > {compared}"), long.MaxValue, cancellation));
    }

    /// <summary>As far as the live view is, and the ledger.</summary>
    private Task<long> GoalAsync(CancellationToken cancellation) => Shadow.AskAsync<long>(
        "select least(coalesce((select position from funding.checkpoints where name = $1), 0), coalesce((select max(position) from funding.ledger), 0))", cancellation, Projector.Name);

    /// <summary>Sums the blocks that were closed since the last time; they go by the indexes of the entries.</summary>
    private Task SumAsync(NpgsqlConnection connection, long upTo, CancellationToken cancellation)
        => Shadow.RunAsync(connection, "select funding.close_sums($1, $2, 'funding_rebuild')", cancellation, summed, upTo);

    private async Task RunAsync(long from, long to, CancellationToken cancellation)
    {
        var (free, ready) = (Channel.CreateUnbounded<RegionChunk>(), Channel.CreateBounded<RegionChunk>(1));
        for (var i = 0; i < 3; i++) free.Writer.TryWrite(new RegionChunk());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var projecting = Task.Run(() => ProjectAsync(from, to, free.Reader, ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var chunk in ready.Reader.ReadAllAsync(cancellation))
            {
                await StoreAsync(chunk, cancellation);
                progress?.Report((int)Math.Min(int.MaxValue, Shadow.Position));
                free.Writer.TryWrite(chunk);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await projecting;
        }
    }

    /// <summary>Ends by telling the other side, in any case.</summary>
    private async Task ProjectAsync(long from, long to, ChannelReader<RegionChunk> free, ChannelWriter<RegionChunk> ready, CancellationToken cancellation)
    {
        try
        {
            await using var reading = await source.OpenConnectionAsync(cancellation);
            for (var at = from; at < to; at = Math.Min(to, at + chunkSize))
            {
                var chunk = await free.ReadAsync(cancellation);
                await chunk.ProjectAsync(ledger, regions, reading, at, Math.Min(to, at + chunkSize), cancellation);
                await ready.WriteAsync(chunk, cancellation);
            }

            ready.Complete();
        }
        catch (Exception failure)
        {
            ready.TryComplete(failure);
        }
    }

    /// <summary>Among rows that the tables refuse, finds the event they come from by halves: it alone is skipped, as in the live view.</summary>
    private async Task StoreAsync(RegionChunk chunk, CancellationToken cancellation)
    {
        try
        {
            await Shadow.CommitAsync(chunk.To, () => SendAsync(chunk, cancellation), cancellation);
        }
        catch (Exception refused) when (Refusals.AreAboutData(refused))
        {
            if (chunk.To - chunk.From == 1)
            {
                chunk.BeFault(chunk.To, refused.Message);
                await Shadow.CommitAsync(chunk.To, () => SendAsync(chunk, cancellation), cancellation);
                return;
            }

            var (half, middle) = (new RegionChunk(), (chunk.From + chunk.To) / 2);
            await using var reading = await source.OpenConnectionAsync(cancellation);
            foreach (var (from, to) in ((long, long)[])[(chunk.From, middle), (middle, chunk.To)])
            {
                await half.ProjectAsync(new LedgerCopy(), new RegionsOfCpts(), reading, from, to, cancellation);
                await StoreAsync(half, cancellation);
            }
        }
    }

    private async Task SendAsync(RegionChunk chunk, CancellationToken cancellation)
    {
        await chunk.SendAsync(Shadow.Connection);
        cancellation.ThrowIfCancellationRequested(); // not in the middle of a COPY: that would cost the connection
    }

    private static async Task<ViewDifference?> FirstAsync(NpgsqlConnection connection, Func<ComparedTable, string> rows, long position, CancellationToken cancellation)
    {
        var found = new List<(long Order, ViewDifference Difference)>();
        foreach (var table in Tables)
            if (await Comparison.FirstAsync(connection, table, rows(table), position, cancellation) is { } difference) found.Add(difference);
        return found.Count == 0 ? null : found.MinBy(it => it.Order).Difference;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
