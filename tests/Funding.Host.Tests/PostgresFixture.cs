using Funding.Host.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Funding.Host.Tests;

/// <summary>One embedded server for the tests of the collection, without fsync; each test takes a database of its own from it.</summary>
public sealed class PostgresFixture : IAsyncLifetime, IDisposable
{
    private readonly TestFolder folder = new();
    private EmbeddedPostgres? server;
    private int databases;

    public async Task InitializeAsync() => server = await EmbeddedPostgres.StartAsync(folder.Options(), NullLogger.Instance, CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    public void Dispose() => folder.Dispose();

    /// <summary>An empty database owned as the host's own is; dropped when disposed of.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync()
    {
        var running = server ?? throw new InvalidOperationException("The fixture has not been initialised.");
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var superuser = await Sql.OpenAsync(running.AdminConnectionString());
        await DatabaseSetup.EnsureDatabaseAsync(superuser, name, CancellationToken.None);
        var (owner, runtime) = running.ConnectionStringsOf(name);
        return new TestDatabase(name, owner, runtime, running.AdminConnectionString());
    }
}

/// <summary>Classes of the collection "postgres" receive the <see cref="PostgresFixture"/> and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresFixture>
{
    public const string Name = "postgres";
}

/// <summary>A database that lives as long as its test.</summary>
public sealed class TestDatabase(string name, string owner, string runtime, string superuser) : IAsyncDisposable
{
    /// <summary>The superuser's connection to this database.</summary>
    public string SuperuserConnectionString => new NpgsqlConnectionStringBuilder(superuser) { Database = name }.ConnectionString;

    /// <summary>The superuser's connection to another database of the server.</summary>
    public string ElsewhereConnectionString => superuser;

    public string OwnerConnectionString => owner;

    public string RuntimeConnectionString => runtime;

    public async ValueTask DisposeAsync()
    {
        foreach (var pooled in new[] { owner, runtime })
        {
            await using var connection = new NpgsqlConnection(pooled);
            NpgsqlConnection.ClearPool(connection);
        }

        await using var admin = await Sql.OpenAsync(superuser);
        await admin.RunAsync($"DROP DATABASE {name} WITH (FORCE)");
    }
}
