using Funding.Engine.Answering;
using Funding.Engine.Ledger.Trees;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Proving;

/// <summary>The tiles of the tree in the database.</summary>
internal static class TileTable
{
    /// <summary>How many leaves the tiles hold: the worker's checkpoint.</summary>
    public static async Task<long> SizeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select coalesce((select position from funding.checkpoints where name = $1), 0)", connection) { Parameters = { new() { Value = LedgerWorker.Name } } };
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Those of the tiles that are there.</summary>
    public static async Task<IReadOnlyDictionary<Tile, byte[]>> ReadAsync(NpgsqlConnection connection, IReadOnlyCollection<Tile> tiles, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select t.level, t.tile, t.hashes from unnest(@levels, @tiles) as asked (level, tile) join funding.ledger_tiles t on t.level = asked.level and t.tile = asked.tile", connection)
            .With("levels", NpgsqlDbType.Array | NpgsqlDbType.Smallint, tiles.Select(tile => (short)tile.Level).ToArray())
            .With("tiles", NpgsqlDbType.Array | NpgsqlDbType.Bigint, tiles.Select(tile => tile.Index).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new Dictionary<Tile, byte[]>();
        while (await reader.ReadAsync(cancellation)) found[new Tile(reader.GetInt16(0), reader.GetInt64(1))] = reader.GetFieldValue<byte[]>(2);
        return found;
    }

    /// <summary>The tiles of leaves from one on, in order, some at a time.</summary>
    public static async IAsyncEnumerable<byte[]> LeavesAsync(NpgsqlConnection connection, long firstTile, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select hashes from funding.ledger_tiles where level = 0 and tile >= $1 order by tile", connection) { Parameters = { new() { Value = firstTile } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return reader.GetFieldValue<byte[]>(0);
    }

    /// <summary>Stores tiles, new ones and those that grew.</summary>
    public static NpgsqlBatchCommand Write(IReadOnlyDictionary<Tile, byte[]> tiles)
        => Storage.StreamReader.Command(
            "insert into funding.ledger_tiles (level, tile, hashes) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[]) "
            + "on conflict (level, tile) do update set hashes = excluded.hashes where length(funding.ledger_tiles.hashes) < length(excluded.hashes)",
            tiles.Keys.Select(tile => (short)tile.Level).ToArray(), tiles.Keys.Select(tile => tile.Index).ToArray(), tiles.Values.ToArray());
}
