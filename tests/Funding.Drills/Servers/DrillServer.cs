using System.Globalization;
using Funding.Engine.Schema;
using Funding.Host.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Funding.Drills.Servers;

/// <summary>A database of a drill, by role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">For migrations.</param>
/// <param name="Runtime">As hosts connect.</param>
/// <param name="Superuser">For checks, and for spoiling on purpose.</param>
internal sealed record DrillDatabase(string Name, string Owner, string Runtime, string Superuser);

/// <summary>A PostgreSQL server of the drills' own, on the settings that a host starts its own with; killed and started again on the same data and port.</summary>
internal sealed class DrillServer : IAsyncDisposable
{
    /// <summary>So that the hosts of two drills at the same time leave some of the server's 100 to the checks.</summary>
    private const int MostConnectionsOfAHost = 20;

    private static readonly string[] Told =
        ["server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_sync_method", "wal_level", "data_checksums", "shared_buffers", "max_wal_size"];

    private readonly string folder;
    private EmbeddedPostgres server;

    private DrillServer(string folder, EmbeddedPostgres server) => (this.folder, this.server) = (folder, server);

    /// <summary>Makes a cluster in a folder and starts it.</summary>
    public static async Task<DrillServer> StartAsync(string folder, CancellationToken cancellation)
        => new(folder, await EmbeddedPostgres.StartAsync(new EmbeddedOptions(folder), NullLogger.Instance, cancellation));

    /// <summary>The superuser on a database of the cluster.</summary>
    public string Superuser(string database = "postgres") => server.AdminConnectionString(database);

    /// <summary>A database with the schema of the host; empty of tables when it is not to be migrated.</summary>
    public async Task<DrillDatabase> CreateAsync(string name, bool migrated, CancellationToken cancellation)
    {
        await using (var superuser = await Sql.OpenAsync(Superuser(), cancellation)) await DatabaseSetup.EnsureDatabaseAsync(superuser, name, cancellation);
        var (owner, runtime) = server.ConnectionStringsOf(name);
        if (migrated)
        {
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString);
            await Migrator.MigrateAsync(source, DatabaseSetup.RuntimeRole, cancellation);
        }

        runtime = new NpgsqlConnectionStringBuilder(runtime) { MaxPoolSize = MostConnectionsOfAHost }.ConnectionString;
        return new DrillDatabase(name, owner, runtime, Superuser(name));
    }

    /// <summary>A program of the version that runs here, beside the server's own; null when it is not there.</summary>
    public string? Tool(string name)
    {
        var server = Path.GetDirectoryName(File.ResolveLinkTarget(FormattableString.Invariant($"/proc/{Pid()}/exe"), returnFinalTarget: true)!.FullName)!;
        return Path.Combine(server, name) is var tool && File.Exists(tool) ? tool : null;
    }

    /// <summary>What durability depends on, as the server says.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SettingsAsync(CancellationToken cancellation)
    {
        await using var connection = await Sql.OpenAsync(Superuser(), cancellation);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Told) settings[name] = (await connection.AskAsync<string>($"show {name}"))!;
        return settings;
    }

    /// <summary>Kills the postmaster and, unless it alone is to die, every process of its at the same moment; nothing is flushed, nothing is said.</summary>
    public async Task KillAsync(bool postmasterAlone)
    {
        var postmaster = Pid();
        await Signals.SendAsync(Signals.Kill, postmasterAlone ? [postmaster] : [postmaster, .. Signals.ChildrenOf(postmaster)]);
    }

    /// <summary>Kills one of its processes: the postmaster then ends all sessions and recovers by itself.</summary>
    /// <param name="pick">Chooses among so many.</param>
    public async Task KillBackendAsync(Func<int, int> pick)
    {
        var children = Signals.ChildrenOf(Pid());
        if (children.Count > 0) await Signals.SendAsync(Signals.Kill, children[pick(children.Count)]);
    }

    /// <summary>Starts what was killed again, on its data and port.</summary>
    public async Task StartAgainAsync(CancellationToken cancellation)
    {
        var port = server.Port;
        await server.DisposeAsync();
        server = await EmbeddedPostgres.StartAsync(new EmbeddedOptions(folder, port), NullLogger.Instance, cancellation);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private int Pid() => int.Parse(File.ReadLines(Path.Combine(folder, "postgres", "postmaster.pid")).First(), NumberStyles.Integer, CultureInfo.InvariantCulture);
}
