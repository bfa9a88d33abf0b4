using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Answering.Replaying;

/// <summary>Replays, folded from the streams themselves: what a replay shows is what decisions saw.</summary>
internal sealed class Replays(NpgsqlDataSource source, Horizons horizons) : IReplays
{
    /// <summary>Instants are kept to the microsecond.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);

    /// <inheritdoc/>
    public async Task<Page<ReplayItem>> CptsAsync(Guid id, ReplayWindow window, PageRequest page, CancellationToken cancellation)
    {
        var after = page.After is null ? 0 : Cursor.Number(Cursor.Read(page.After, 1)[0]);
        // Without an instant all is replayed, what has no position yet included; it is waited for, so that each event can be asked for by its own.
        var until = await horizons.OfViewsAsync(window.Until, cancellation);
        var start = await StartAsync(window, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var stream = await Storage.StreamReader.LoadPlacedAsync(connection, StreamId.OfCpts(id), window.Until.AsOf is null ? null : until.Position, cancellation);
        var items = LoggedEvents.Replay(LoggedEvents.Of(stream), until.Day)
            .Where(it => !(it.Event.Position <= start) && it.Event.Version > after).Take(page.Size + 1).ToList();
        return Cursor.Page(items, page.Size, it => Cursor.Write(it.Event.Version));
    }

    /// <inheritdoc/>
    public async Task<Page<RegionReplayItem>> RegionAsync(string regionCode, ReplayWindow window, PageRequest page, CancellationToken cancellation)
    {
        var until = await horizons.OfViewsAsync(window.Until, cancellation);
        var after = page.After is null ? Math.Max(window.After, await StartAsync(window, cancellation)) : Cursor.Number(Cursor.Read(page.After, 1)[0]);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var replay = await RegionReplay.ReadAsync(connection, regionCode, new Horizon(after, until.Day), until.Position!.Value, page.Size + 1, cancellation);
        return Cursor.Page(replay, page.Size, it => Cursor.Write(it.Event.Position!.Value));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> PositionsBeforeAsync(string regionCode, ReplayWindow window, long before, int size, CancellationToken cancellation)
    {
        var until = await horizons.OfViewsAsync(window.Until, cancellation);
        var after = await StartAsync(window, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await RegionReplay.PositionsAsync(connection, regionCode, new Horizon(after, until.Day), Math.Min(before - 1, until.Position!.Value), size, cancellation);
    }

    /// <summary>The last position known before the window; what is asked there stays so, as any question about the past.</summary>
    private async Task<long> StartAsync(ReplayWindow window, CancellationToken cancellation)
        => window.From is { } from && from > DateTimeOffset.MinValue + Tick ? (await horizons.OfAsync(new Moment(from - Tick), cancellation)).Position!.Value : 0;
}
