using System.Text.Json;
using Funding.Domain;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Storage;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine;

/// <summary>Keys in the table of those of acts. Nothing is ever changed in it: who comes second finds the first.</summary>
internal sealed class WriteKeys(NpgsqlDataSource source, DomainClock clock) : IWriteKeys
{
    private const string Select = "select request_hash, answer::text from funding.idempotency where person = $1 and key = $2";

    /// <inheritdoc/>
    public async Task<KeptWrite?> FindAsync(PersonId person, string key, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Command(Select, person.Value, key));
        return await ReadAsync(batch, cancellation);
    }

    /// <inheritdoc/>
    public async Task<KeptWrite> KeepAsync(PersonId person, string key, KeptWrite made, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Command(
            "insert into funding.idempotency (person, key, request_hash, recorded_at, answer) values ($1, $2, $3, $4, $5::jsonb) on conflict do nothing",
            person.Value, key, made.RequestHash, (await clock.NowAsync(cancellation)).UtcDateTime, JsonSerializer.Serialize(new Answer(made.Status, made.Body), EventJson.Options)));
        batch.BatchCommands.Add(Command(Select, person.Value, key));
        return (await ReadAsync(batch, cancellation))!;
    }

    private static async Task<KeptWrite?> ReadAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var answer = JsonSerializer.Deserialize<Answer>(row.GetString(1), EventJson.Options)!;
        return new KeptWrite(row.GetString(0), answer.Status, answer.Body);
    }

    private sealed record Answer(int Status, string? Body);
}
