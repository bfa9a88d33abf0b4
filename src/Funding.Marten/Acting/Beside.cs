using System.Text.Json;
using Funding.Engine.Acting;
using Funding.Engine.Storage;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Marten.Acting;

/// <summary>What is kept beside the events of a stream, at one instant.</summary>
/// <param name="Version">The version of the stream; 0 when there is none.</param>
/// <param name="Keys">The keys of its sealed texts that still exist.</param>
/// <param name="Answer">What the caller's key was used for before, or null.</param>
internal sealed record Beside(long Version, IReadOnlyDictionary<Guid, byte[]> Keys, (string RequestHash, ActAnswer Answer)? Answer);

/// <summary>Reads it.</summary>
internal static class ReadingBeside
{
    private const string Sql =
        """
        select version, null::uuid, null::bytea, null, null from funding.mt_streams where id = $1
        union all select null, id, key, null, null from funding.sealed_keys where stream_id = $1
        union all select null, null, null, request_hash, answer::text from funding.idempotency where person = $2 and key = $3
        """;

    public static async Task<Beside> BesideAsync(this IDocumentSession session, string stream, (Guid Person, string Key)? key, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql)
        {
            Parameters =
            {
                new() { Value = stream },
                new() { Value = (object?)key?.Person ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = (object?)key?.Key ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        await using var row = await session.ExecuteReaderAsync(command, cancellation);
        var (version, keys, answer) = (0L, new Dictionary<Guid, byte[]>(), ((string, ActAnswer)?)null);
        while (await row.ReadAsync(cancellation))
        {
            if (!row.IsDBNull(0)) version = row.GetInt64(0);
            else if (!row.IsDBNull(1)) keys[row.GetGuid(1)] = row.GetFieldValue<byte[]>(2);
            else answer = (row.GetString(3), JsonSerializer.Deserialize<ActAnswer>(row.GetString(4), EventJson.Options)!);
        }

        return new Beside(version, keys, answer);
    }
}
