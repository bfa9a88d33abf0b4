using System.Diagnostics;
using Funding.Engine.Answering;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Proving;

/// <summary>Proofs from the tiles.</summary>
internal sealed class Proofs(NpgsqlDataSource source, Wakers wakers) : IProofs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public Task<TreeHead?> HeadAsync(CancellationToken cancellation) => UpToDateAsync(HeadTable.LastAsync, head => head?.Size ?? -1, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HeadKey>> KeysAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await HeadTable.KeysAsync(connection, cancellation);
    }

    /// <inheritdoc/>
    public Task<long> SizeAsync(CancellationToken cancellation) => UpToDateAsync(TileTable.SizeAsync, size => size, cancellation);

    /// <inheritdoc/>
    public async Task<InclusionProof> InclusionAsync(long position, long size, CancellationToken cancellation)
    {
        var tiles = await TilesAsync([position - 1, size - 1], size, cancellation);
        return new InclusionProof(position, size, tiles.Range(position - 1, position), tiles.Range(0, size), tiles.Inclusion(position - 1, size));
    }

    /// <inheritdoc/>
    public async Task<ConsistencyProof> ConsistencyAsync(long first, long second, CancellationToken cancellation)
    {
        var tiles = await TilesAsync([first - 1, second - 1], second, cancellation);
        return new ConsistencyProof(first, second, tiles.Range(0, first), tiles.Range(0, second), tiles.Consistency(first, second));
    }

    private async Task<TileSet> TilesAsync(IEnumerable<long> leaves, long size, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return new TileSet(await TileTable.ReadAsync(connection, leaves.SelectMany(leaf => Tile.Above(leaf, size)).ToHashSet(), cancellation));
    }

    /// <summary>Asks until the answer covers all that was recorded when first asked, or the patience is over.</summary>
    private async Task<T> UpToDateAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> ask, Func<T, long> reach, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var (last, goal) = ((long?)null, (long?)null);
        while (true)
        {
            var there = await LedgerReach.ReadAsync(source, last, cancellation);
            last ??= there.Last;
            if (there.Covers(last.Value)) goal ??= there.Position;
            wakers.ToProve();
            await using (var connection = await source.OpenConnectionAsync(cancellation))
            {
                var answer = await ask(connection, cancellation);
                if (reach(answer) >= goal || Stopwatch.GetElapsedTime(start) > Patience) return answer;
            }

            await Task.Delay(Pause, cancellation);
        }
    }
}
