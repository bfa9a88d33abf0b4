using Funding.Engine;
using Funding.Engine.Reading;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Funding.Marten.Views;

/// <summary>The views that Marten keeps: who writes them, and who reads them.</summary>
public static class MartenViews
{
    /// <summary>Connections of readers and daemon together.</summary>
    private const int MostConnections = 12;

    /// <summary>Sets Marten up with the views. An event that one of them cannot take is noted and skipped, live and in a rebuild alike: it keeps no other waiting.</summary>
    /// <param name="options">What is set.</param>
    /// <param name="source">Connections in UTC, which the caller disposes of.</param>
    public static void Configure(StoreOptions options, NpgsqlDataSource source)
    {
        MartenStore.Configure(options, source);
        var projections = options.Projections;
        projections.Add(new DossierLines(), ProjectionLifecycle.Async);
        projections.Add(new RegionFinancings(), ProjectionLifecycle.Async);
        projections.RebuildErrors.SkipApplyErrors = projections.RebuildErrors.SkipSerializationErrors = true;
        // A hole is passed when no transaction that could fill it is alive, as our sequencer does, and after this time at the earliest.
        projections.UseTransactionEvidenceForGapSkipping = true;
        projections.StaleSequenceThreshold = TimeSpan.FromSeconds(1);
        // Some host's daemon runs them, though this process may have none: Marten would say on the console that nobody does.
        projections.AsyncMode = DaemonMode.ExternallyManaged;
    }

    /// <summary>Has the readers of now answer from Marten's views, after the shared readers were added.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="database">The run-time role's connections: readers and daemon have some of their own.</param>
    public static IServiceCollection AddMartenViews(this IServiceCollection services, RuntimeDatabase database)
    {
        services.AddKeyedSingleton(nameof(IViewStore), (_, _) => database.OpenMore(MostConnections));
        services.AddMartenStore<IViewStore>(provider =>
        {
            var options = new StoreOptions();
            Configure(options, provider.GetRequiredKeyedService<NpgsqlDataSource>(nameof(IViewStore)));
            return options;
        });
        return services.Decorate<IDossiers, MartenDossiers>().Decorate<IRegions, MartenRegions>().Decorate<IProgressReader, MartenProgress>().Decorate<IRebuilds, MartenRebuilds>();
    }

    /// <summary>Has this host be one of those that keep the views up to the log, of which one at a time does.</summary>
    public static IServiceCollection AddMartenDaemon(this IServiceCollection services)
        => new MartenServiceCollectionExtensions.MartenStoreExpression<IViewStore>(services).AddAsyncDaemon(DaemonMode.HotCold).Services;

    /// <summary>Puts a service around the one there is.</summary>
    private static IServiceCollection Decorate<TService, TAround>(this IServiceCollection services) where TService : class where TAround : TService
    {
        var inner = services.Last(it => it.ServiceType == typeof(TService)).ImplementationType!;
        return services.AddSingleton<TService>(provider => ActivatorUtilities.CreateInstance<TAround>(provider, ActivatorUtilities.CreateInstance(provider, inner)));
    }
}
