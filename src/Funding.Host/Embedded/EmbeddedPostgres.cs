using Npgsql;

namespace Funding.Host.Embedded;

/// <summary>
/// A PostgreSQL server that lives in a data folder and is run by this host: no installation, no administrator. One host per folder; what was
/// committed survives a kill of the host, of the server or of both, and the next start stops the orphan before it starts anew.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly HostLock hostLock;
    private readonly ServerProcess server;
    private readonly ServerIdentity identity;
    private readonly string database;
    private readonly CancellationTokenSource watching = new();

    internal EmbeddedPostgres(HostLock hostLock, ServerProcess server, ServerIdentity identity, string database)
    {
        (this.hostLock, this.server, this.identity, this.database) = (hostLock, server, identity, database);
        Exited = WatchAsync();
    }

    /// <summary>For migrations: <c>funding_owner</c>, owner of the database and its schema, no superuser.</summary>
    public string OwnerConnectionString => ConnectionString(DatabaseSetup.OwnerRole, identity.Owner, database);

    /// <summary>For the host: <c>funding_app</c>, which may connect, and touch what the migrations grant it.</summary>
    public string RuntimeConnectionString => ConnectionString(DatabaseSetup.RuntimeRole, identity.Runtime, database);

    /// <summary>The loopback port; the same at each start of a data folder unless somebody else has taken it.</summary>
    public int Port => identity.Port;

    /// <summary>Ends, with what to tell the user, when the server dies without having been asked to; never faults, and stays pending after <see cref="DisposeAsync"/>.</summary>
    public Task<EmbeddedPostgresException> Exited { get; }

    /// <summary>The superuser on a database of the cluster, for this namespace and for tests.</summary>
    internal string AdminConnectionString(string database = "postgres") => ConnectionString("postgres", identity.Superuser, database);

    /// <summary>The connection strings of the two roles on another database of the cluster, for tests.</summary>
    internal (string Owner, string Runtime) ConnectionStringsOf(string database) =>
        (ConnectionString(DatabaseSetup.OwnerRole, identity.Owner, database), ConnectionString(DatabaseSetup.RuntimeRole, identity.Runtime, database));

    /// <summary>Starts the server of a data folder, making its cluster first when there is none.</summary>
    /// <param name="options">The folder and the choices.</param>
    /// <param name="log">Hears, in French, what takes time.</param>
    /// <param name="ct">Gives up; whatever was started is stopped.</param>
    /// <exception cref="EmbeddedPostgresException">Something is missing or taken; the message says what, in French.</exception>
    public static Task<EmbeddedPostgres> StartAsync(EmbeddedOptions options, ILogger log, CancellationToken ct) => Startup.RunAsync(options, log, ct);

    /// <summary>Stops the server in order and waits for it, then frees the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (watching.IsCancellationRequested) return;
        await watching.CancelAsync();
        try
        {
            await server.StopAsync(CancellationToken.None);
        }
        finally
        {
            hostLock.Dispose();
            watching.Dispose();
        }
    }

    internal static string ConnectionString(int port, string role, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = port, Database = database, Username = role, Password = password, Timezone = "UTC",
    }.ConnectionString;

    private string ConnectionString(string role, string password, string name) => ConnectionString(identity.Port, role, password, name);

    private async Task<EmbeddedPostgresException> WatchAsync()
    {
        var never = new TaskCompletionSource<EmbeddedPostgresException>();
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
            while (await timer.WaitForNextTickAsync(watching.Token))
            {
                if (server.RunningPid is null) return ServerFailure.Describe("Le serveur PostgreSQL embarqué s'est arrêté de lui-même.", server.LogTail());
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped by us.
        }

        return await never.Task;
    }
}
