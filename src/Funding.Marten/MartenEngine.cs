using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Marten.Acting;
using Funding.Marten.Views;
using JasperFx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Funding.Marten;

/// <summary>The engine of teams that run Marten and Wolverine.</summary>
public sealed class MartenEngine : IEngine
{
    /// <summary>For Marten and Wolverine together: acts and what is to be told of them.</summary>
    private const int MostConnections = 20;

    /// <inheritdoc/>
    public string Name => "Marten";

    /// <inheritdoc/>
    public void AddActs(IServiceCollection services, RuntimeDatabase database)
    {
        services.AddBus(database.OpenMore(MostConnections), AutoCreate.None).AddScoped<IEngineActs, MartenActs>().AddMartenViews(database);
        // Of each try that is lost the bus tells the failure, and Marten the statements with their values: names, and keys of sealed texts.
        services.Configure<LoggerFilterOptions>(options => options.AddFilter("Marten.IDocumentStore", LogLevel.None).AddFilter(typeof(Act).Namespace, LogLevel.None));
    }

    /// <inheritdoc/>
    public void AddWorkers(IServiceCollection services) => services.AddMartenDaemon(); // the bus has brought its own

    /// <inheritdoc/>
    public async Task<IAsyncDisposable?> StartAsync(IServiceProvider services, CancellationToken cancellation)
        => await RunningBus.StartAsync(services, cancellation);

    /// <inheritdoc/>
    public async Task PrepareAsync(NpgsqlDataSource owner, string role, CancellationToken cancellation)
    {
        await MartenSchema.PrepareAsync(owner, role, cancellation);
        await BusSchema.PrepareAsync(owner, role, cancellation);
    }

    /// <summary>None: what the built-in engine has to tell is in the table that both empty.</summary>
    public Task<long> CountStrandedAsync(NpgsqlDataSource source, CancellationToken cancellation) => Task.FromResult(0L);
}
