using System.Text.Json;
using Funding.Domain.Envelopes;
using Funding.Host.Acting;
using Funding.Host.Engine.Appending;
using Funding.Host.Engine.Storage;
using Npgsql;

namespace Funding.Host.Engine;

/// <summary>
/// One attempt at an act: streams loaded on one connection, then stored all or nothing. Envelope streams are locked when loaded, in
/// a transaction that lasts until the act is stored or given up; a CPTS stream is not, its version is checked when stored.
/// </summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private NpgsqlTransaction? transaction;

    private Session(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<Session> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation) => new(await source.OpenConnectionAsync(cancellation));

    public Task<LoadedStream> LoadAsync(string stream, CancellationToken cancellation) => Storage.StreamReader.LoadAsync(connection, stream, null, cancellation);

    /// <summary>The envelopes of a region by budget year, each with the version of its stream, held until the end of the session.</summary>
    public async Task<Dictionary<int, (FirEnvelope Envelope, long Version)>> HoldEnvelopesAsync(string region, IEnumerable<int> years, CancellationToken cancellation)
    {
        var held = new Dictionary<int, (FirEnvelope, long)>();
        foreach (var year in years.Distinct().Order())
        {
            var stream = StreamId.OfEnvelope(region, year);
            transaction ??= await connection.BeginTransactionAsync(cancellation);
            await using (var hold = new NpgsqlCommand("select 1 from funding.mt_streams where id = $1 for no key update", connection, transaction))
            {
                hold.Parameters.Add(new() { Value = stream });
                await hold.ExecuteScalarAsync(cancellation);
            }

            var loaded = await LoadAsync(stream, cancellation);
            held[year] = (loaded.ToEnvelope(region, year), loaded.Version);
        }

        return held;
    }

    /// <summary>The request hash and the answer kept under a key, or null.</summary>
    public async Task<(string RequestHash, ActAnswer Answer)?> FindAnswerAsync(Guid person, string key, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select request_hash, answer::text from funding.idempotency where person = $1 and key = $2", connection, transaction);
        command.Parameters.Add(new() { Value = person });
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetString(0), JsonSerializer.Deserialize<ActAnswer>(reader.GetString(1), EventJson.Options)!) : null;
    }

    /// <summary>Stores the act. An outcome that nobody saw is an exception other than <see cref="PostgresException"/>: look the command up.</summary>
    public async Task<AppendOutcome> StoreAsync(Append append, CancellationToken cancellation)
    {
        try
        {
            await using var batch = Appender.Build(connection, transaction, append);
            await batch.ExecuteNonQueryAsync(cancellation);
            if (transaction is not null) await transaction.CommitAsync(cancellation);
            return AppendOutcome.Stored;
        }
        catch (PostgresException failure) when (Appender.Read(failure) is { } outcome)
        {
            return outcome;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null) await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
