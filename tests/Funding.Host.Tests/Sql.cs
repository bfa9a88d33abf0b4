using Npgsql;

namespace Funding.Host.Tests;

/// <summary>SQL in few words, without connection pools: a test that kills servers must not meet their ghosts.</summary>
public static class Sql
{
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task RunAsync(this NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> AskAsync<T>(this NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Runs a statement on a connection of its own.</summary>
    public static async Task RunAsync(string connectionString, string statement)
    {
        await using var connection = await OpenAsync(connectionString);
        await connection.RunAsync(statement);
    }

    /// <summary>Asks for one value on a connection of its own.</summary>
    public static async Task<T> AskAsync<T>(string connectionString, string query)
    {
        await using var connection = await OpenAsync(connectionString);
        return await connection.AskAsync<T>(query);
    }
}
