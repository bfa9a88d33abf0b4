using Funding.Engine;
using Funding.Engine.Schema;
using Funding.Host.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Funding.Benchmarks.Running;

/// <summary>A database of the stage, by role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">For what the host never does: tables of floors, VACUUM.</param>
/// <param name="Runtime">As the host connects.</param>
internal sealed record BenchDatabase(string Name, string Owner, string Runtime);

/// <summary>The embedded server as it runs in production, on a fresh cluster; every benchmark and every floor runs on it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly string[] Told = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_level", "shared_buffers", "max_wal_size", "data_checksums"];
    private readonly string folder;
    private readonly EmbeddedPostgres server;
    private int databases;

    private Stage(string folder, EmbeddedPostgres server) => (this.folder, this.server) = (folder, server);

    /// <summary>A folder on the server's disk, for the processes of benchmarks.</summary>
    public string Folder => folder;

    public static async Task<Stage> StartAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("funding-benchmarks-").FullName;
        try
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            return new Stage(folder, await EmbeddedPostgres.StartAsync(new EmbeddedOptions(Path.Combine(folder, "postgres")), NullLogger.Instance, cancellation));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>An empty database with the schema of the host, and what an engine needs beside it.</summary>
    public async Task<BenchDatabase> CreateAsync(CancellationToken cancellation, IEngine? engine = null)
    {
        var name = $"bench_{Interlocked.Increment(ref databases)}";
        await using (var superuser = NpgsqlDataSource.Create(server.AdminConnectionString()))
        await using (var connection = await superuser.OpenConnectionAsync(cancellation))
            await DatabaseSetup.EnsureDatabaseAsync(connection, name, cancellation);
        var (ownerString, runtime) = server.ConnectionStringsOf(name);
        await using var owner = NpgsqlDataSource.Create(ownerString);
        await Migrator.MigrateAsync(owner, DatabaseSetup.RuntimeRole, cancellation);
        if (engine is not null) await engine.PrepareAsync(owner, DatabaseSetup.RuntimeRole, cancellation);
        return new BenchDatabase(name, ownerString, runtime);
    }

    public Task DropAsync(BenchDatabase database) => AdminAsync($"drop database {database.Name} with (force)");

    /// <summary>So that no benchmark pays for what the one before it wrote.</summary>
    public Task CheckpointAsync() => AdminAsync("checkpoint");

    /// <summary>The processor time of this process and of the server.</summary>
    public async Task<Processor> ProcessorAsync(CancellationToken cancellation)
    {
        await using var superuser = NpgsqlDataSource.Create(server.AdminConnectionString());
        await using var backend = superuser.CreateCommand("select pg_backend_pid()");
        return Processor.OfServerWith((int)(await backend.ExecuteScalarAsync(cancellation))!);
    }

    /// <summary>What durability and speed depend on, as the server says.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SettingsAsync(CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var source = NpgsqlDataSource.Create(server.AdminConnectionString());
        foreach (var name in Told)
        {
            await using var show = source.CreateCommand($"show {name}");
            settings[name] = (string)(await show.ExecuteScalarAsync(cancellation))!;
        }

        if ((settings["fsync"], settings["synchronous_commit"]) != ("on", "on")) throw new InvalidOperationException("The server is not durable: nothing measured on it would be worth anything.");
        return settings;
    }

    /// <summary>Runs a statement as the owner of a database.</summary>
    public static async Task RunAsync(BenchDatabase database, string statement, CancellationToken cancellation)
    {
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using var command = owner.CreateCommand(statement);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task AdminAsync(string statement)
    {
        await using var superuser = NpgsqlDataSource.Create(server.AdminConnectionString());
        await using var command = superuser.CreateCommand(statement);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
