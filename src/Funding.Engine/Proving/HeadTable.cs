using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine.Proving;

/// <summary>The signed heads and their keys in the database.</summary>
internal static class HeadTable
{
    private const string Heads = "select h.size, h.root, h.signed_at, h.signature, k.key from funding.ledger_heads h join funding.ledger_keys k on k.number = h.key";

    /// <summary>The head of most events; null before the first.</summary>
    public static async Task<TreeHead?> LastAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Heads + " order by h.size desc limit 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    /// <summary>The head of exactly so many events; null when there is none.</summary>
    public static async Task<TreeHead?> AtAsync(NpgsqlConnection connection, long size, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Heads + " where h.size = $1", connection) { Parameters = { new() { Value = size } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    /// <summary>Queues a head for the webhooks that subscribe to heads.</summary>
    public static NpgsqlBatchCommand Tell(long size)
        => Command("insert into funding.deliveries (id, channel, lane, destination, ordering, head) select funding.id_of('ledger-head/' || $1::bigint || '/' || w.id), 'webhook', 'webhook:' || w.id, w.id, 'ledger', $1 "
            + "from funding.webhooks w where w.closed_at is null and 'ledger-head' = any(w.types) on conflict (id) do nothing", size);

    /// <summary>The heads of more than so many events, smallest first.</summary>
    public static async Task<IReadOnlyList<TreeHead>> AfterAsync(NpgsqlConnection connection, long size, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Heads + " where h.size > $1 order by h.size", connection) { Parameters = { new() { Value = size } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var heads = new List<TreeHead>();
        while (await reader.ReadAsync(cancellation)) heads.Add(Read(reader));
        return heads;
    }

    /// <summary>The keys, oldest first.</summary>
    public static async Task<IReadOnlyList<HeadKey>> KeysAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select number, key, from_size, made_at, endorsement from funding.ledger_keys order by number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<HeadKey>();
        while (await reader.ReadAsync(cancellation))
            keys.Add(new(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4)));
        return keys;
    }

    /// <summary>Stores a head.</summary>
    public static NpgsqlBatchCommand Insert(TreeHead head, int key)
        => Command("insert into funding.ledger_heads (size, root, signed_at, key, signature) values ($1, $2, $3, $4, $5)",
            head.Size, head.RootHash.ToArray(), head.SignedAt.UtcDateTime, key, head.Signature.ToArray());

    /// <summary>Stores a key.</summary>
    public static NpgsqlBatchCommand Insert(HeadKey key)
        => Command("insert into funding.ledger_keys (number, key, from_size, made_at, endorsement) values ($1, $2, $3, $4, $5)",
            key.Number, key.Key, key.FromSize, key.MadeAt.UtcDateTime, key.Endorsement);

    private static TreeHead Read(NpgsqlDataReader row)
        => new(row.GetInt64(0), new TreeHash(row.GetFieldValue<byte[]>(1)), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4));
}
