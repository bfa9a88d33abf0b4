using Npgsql;

namespace Funding.Host.Tests.Store;

/// <summary>Somebody else who appends to the log by SQL alone, as Marten would, in a transaction that the test ends when it likes.</summary>
internal sealed class Writer : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private NpgsqlTransaction? transaction;

    private Writer(NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    public static async Task<Writer> BeginAsync(string connectionString)
    {
        var connection = await Sql.OpenAsync(connectionString);
        return new Writer(connection, await connection.BeginTransactionAsync());
    }

    /// <summary>Appends one event and commits.</summary>
    public static async Task AppendAsync(string connectionString, string stream, string type = "mt_tombstone:tombstone", string data = "{}", string at = "2024-02-01T08:00:00Z", string headers = "{}", string? clrName = null)
    {
        await using var writer = await BeginAsync(connectionString);
        await writer.AppendAsync(stream, type, data, at, headers, clrName);
        await writer.CommitAsync();
    }

    /// <summary>Appends one event to a stream and returns its sequence number.</summary>
    public async Task<long> AppendAsync(string stream, string type = "mt_tombstone:tombstone", string data = "{}", string at = "2024-02-01T08:00:00Z", string headers = "{}", string? clrName = null)
    {
        await connection.RunAsync($"insert into funding.mt_streams (id, version, timestamp) values ('{stream}', 0, '{at}') on conflict do nothing");
        var number = await connection.AskAsync<long>(
            $"""
            insert into funding.mt_events (seq_id, id, stream_id, version, data, type, timestamp, headers, mt_dotnet_type)
            select nextval('funding.mt_events_sequence'), gen_random_uuid(), '{stream}', 1 + coalesce(max(version), 0), '{data}', '{type}', '{at}', '{headers}', nullif('{clrName}', '')
            from funding.mt_events where stream_id = '{stream}' returning seq_id
            """);
        await connection.RunAsync($"update funding.mt_streams set version = version + 1 where id = '{stream}'");
        return number;
    }

    public Task<T> AskAsync<T>(string query) => connection.AskAsync<T>(query);

    public Task RunAsync(string statement) => connection.RunAsync(statement);

    public async Task CommitAsync()
    {
        await transaction!.CommitAsync();
        transaction = null;
    }

    public async Task RollbackAsync()
    {
        await transaction!.RollbackAsync();
        transaction = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null) await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
