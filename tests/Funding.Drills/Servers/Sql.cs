using Npgsql;

namespace Funding.Drills.Servers;

/// <summary>SQL in few words, without connection pools: whoever kills servers must not meet their ghosts.</summary>
internal static class Sql
{
    /// <summary>Opens a connection; a server that is only coming up is waited for.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        for (var tries = 0; ; tries++)
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 300 }.ConnectionString);
            try
            {
                await connection.OpenAsync(cancellation);
                return connection;
            }
            catch (NpgsqlException) when (tries < 100)
            {
                await connection.DisposeAsync();
                await Task.Delay(100, cancellation);
            }
        }
    }

    public static async Task RunAsync(this NpgsqlConnection connection, string statement, params object[] values)
    {
        await using var command = Command(connection, statement, values);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value, or the default of the type when there is none.</summary>
    public static async Task<T?> AskAsync<T>(this NpgsqlConnection connection, string query, params object[] values)
    {
        await using var command = Command(connection, query, values);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public static async Task<List<T>> ListAsync<T>(this NpgsqlConnection connection, string query, Func<NpgsqlDataReader, T> row, params object[] values)
    {
        await using var command = Command(connection, query, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, object[] values)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
