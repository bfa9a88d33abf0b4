using Funding.Host.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Funding.Host.Tests.Store;

/// <summary>A server of the test's own, to be set otherwise, stopped or killed, with a database whose owner has migrated it.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly Dictionary<string, string> settings;
    private EmbeddedPostgres? server;

    private OwnServer(Dictionary<string, string> settings) => this.settings = settings;

    public TestDatabase Database { get; private set; } = null!;

    public static async Task<OwnServer> StartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var own = new OwnServer(settings.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
        await own.StartAgainAsync();
        await TestEngine.MigrateAsync(own.Database);
        return own;
    }

    /// <summary>Starts the server on the data that it left, on the same port.</summary>
    public async Task StartAgainAsync()
    {
        var options = folder.Options(Database is null ? null : server!.Port);
        server = await EmbeddedPostgres.StartAsync(options with { Settings = options.Settings!.Concat(settings).ToDictionary() }, NullLogger.Instance, CancellationToken.None);
        Database = new TestDatabase("funding", server.OwnerConnectionString, server.RuntimeConnectionString, server.AdminConnectionString());
    }

    public ValueTask StopAsync() => server!.DisposeAsync();

    /// <summary>Kills the server without a warning: what it had not written is lost.</summary>
    public async Task KillAsync()
    {
        await Embedded.Orphans.SignalAsync("KILL", await Embedded.Orphans.ServerPidAsync(folder));
        await server!.Exited;
        await server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        folder.Dispose();
    }
}
