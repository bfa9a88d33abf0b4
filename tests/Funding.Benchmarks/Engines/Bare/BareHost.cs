using Funding.Benchmarks.Running;
using Funding.Engine;
using JasperFx.CodeGeneration;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.Marten;

namespace Funding.Benchmarks.Engines.Bare;

/// <summary>A program of Marten and Wolverine alone, set to be fast: one node, no coordination of nodes, lightweight sessions.</summary>
internal sealed class BareHost : IAsyncDisposable
{
    private const string Schema = "bare_wolverine";
    private const string Unhandled = $"select exists (select from {Schema}.wolverine_incoming_envelopes where status <> 'Handled') or exists (select from {Schema}.wolverine_outgoing_envelopes)";

    private readonly IHost host;
    private readonly NpgsqlDataSource look;

    private BareHost(IHost host, NpgsqlDataSource look) => (this.host, this.look) = (host, look);

    public DocumentStore Store => (DocumentStore)host.Services.GetRequiredService<IDocumentStore>();

    /// <summary>Makes its tables, with the owner's rights, and starts.</summary>
    public static async Task<BareHost> StartAsync(BenchDatabase database, CancellationToken cancellation)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var source = Database.Open(database.Owner); // Wolverine disposes of it
        builder.Services.AddMarten(options => BareStore.Configure(options, source)).UseLightweightSessions().IntegrateWithWolverine(integration => integration.MessageStorageSchemaName = Schema);
        builder.Services.AddWolverine(ExtensionDiscovery.ManualOnly, Configure);
        var host = builder.Build();
        await host.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await host.StartAsync(cancellation);
        return new BareHost(host, Database.Open(database.Owner));
    }

    public async Task InvokeAsync(object act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<BareAnswer>(act);
    }

    /// <summary>Waits until every message is handled and marked.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await using var command = look.CreateCommand(Unhandled);
            if (!(bool)(await command.ExecuteScalarAsync(cancellation))!) return;
            await Task.Delay(5, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await look.DisposeAsync();
    }

    private static void Configure(WolverineOptions options)
    {
        options.ServiceName = "bare";
        options.ApplicationAssembly = typeof(BareHost).Assembly;
        options.Discovery.DisableConventionalDiscovery().IncludeType(typeof(BareRecoveryHandler)).IncludeType(typeof(BareAwardHandler)).IncludeType(typeof(BareToldHandler));
        options.Policies.AutoApplyTransactions();
        options.Policies.UseDurableLocalQueues();
        options.Durability.Mode = DurabilityMode.Solo;
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Dynamic;
        options.UseRuntimeCompilation();
    }
}
