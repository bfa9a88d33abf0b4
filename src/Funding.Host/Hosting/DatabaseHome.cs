using Funding.Engine;
using Funding.Engine.Schema;
using Funding.Host.Embedded;
using Funding.Host.Settings;
using Npgsql;

namespace Funding.Host.Hosting;

/// <summary>The database of the host: an external one, or the embedded server, started here or running under another process.</summary>
public sealed class DatabaseHome : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;

    private DatabaseHome(RuntimeDatabase database, EmbeddedPostgres? embedded) => (Database, this.embedded) = (database, embedded);

    /// <summary>The run-time role's way to it.</summary>
    public RuntimeDatabase Database { get; }

    /// <summary>The run-time role's connections.</summary>
    public NpgsqlDataSource Source => Database.Source;

    /// <summary>Ends with a message when the embedded server dies; null with an external one.</summary>
    public Task<EmbeddedPostgresException>? Exited => embedded?.Exited;

    /// <summary>Opens the database with its schema up to date. The embedded server migrates itself; an external one must have been (<c>migrate</c>).</summary>
    /// <param name="settings">Which database.</param>
    /// <param name="shared">Whether the server of another process will do.</param>
    /// <param name="log">Hears what takes time.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<DatabaseHome> OpenAsync(FundingSettings settings, bool shared, ILogger log, CancellationToken cancellation)
    {
        if (settings.ConnectionString is { } external) return await ExternalAsync(external, cancellation);
        var options = new EmbeddedOptions(settings.EmbeddedServer, settings.PostgresPort, settings.PostgresBinaries);
        if (shared && RunningServer.Find(options) is { } running) return new DatabaseHome(RuntimeDatabase.Open(running.RuntimeConnectionString), null);
        var server = await EmbeddedPostgres.StartAsync(options, log, cancellation);
        try
        {
            await using (var owner = NpgsqlDataSource.Create(server.OwnerConnectionString))
            {
                await Migrator.MigrateAsync(owner, settings.RuntimeRole, cancellation);
                await EngineChoice.Of(settings).PrepareAsync(owner, settings.RuntimeRole, cancellation);
            }

            return new DatabaseHome(RuntimeDatabase.Open(server.RuntimeConnectionString), server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (embedded is not null) await embedded.DisposeAsync();
    }

    private static async Task<DatabaseHome> ExternalAsync(string connectionString, CancellationToken cancellation)
    {
        var database = RuntimeDatabase.Open(connectionString);
        var missing = await Migrator.MissingAsync(database.Source, cancellation);
        if (missing.Count == 0) return new DatabaseHome(database, null);
        await database.DisposeAsync();
        throw new CannotRunException($"Le schéma de la base n'est pas à jour ({missing.Count} migration(s) à passer) : lancez d'abord « migrate » avec Funding__OwnerConnectionString.");
    }
}

/// <summary>The host cannot do what was asked; the message, in French, says why and what to do.</summary>
public sealed class CannotRunException(string message) : Exception(message);
