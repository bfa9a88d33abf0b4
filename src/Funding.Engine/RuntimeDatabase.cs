using Npgsql;

namespace Funding.Engine;

/// <summary>The run-time role's way to the database.</summary>
public sealed class RuntimeDatabase : IAsyncDisposable
{
    private readonly string connectionString;

    private RuntimeDatabase(string connectionString) => (this.connectionString, Source) = (connectionString, Database.Open(connectionString));

    /// <summary>The host's connections.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Opens it; nothing is asked of the server yet.</summary>
    public static RuntimeDatabase Open(string connectionString) => new(connectionString);

    /// <summary>Connections apart, for somebody who disposes of them by himself, or holds some while others are asked for.</summary>
    /// <param name="most">At most so many.</param>
    public NpgsqlDataSource OpenMore(int most) => Database.Open(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = most }.ConnectionString);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
