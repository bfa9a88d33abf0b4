using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Host.Acting;
using Funding.Host.Clocks;
using Funding.Host.Engine.Erasing;
using Funding.Host.Engine.Loading;
using Funding.Host.Engine.Performing;
using Funding.Host.Engine.Projecting;
using Funding.Host.Engine.Proving;
using Funding.Host.Engine.Reading;
using Funding.Host.Engine.Reading.Differing;
using Funding.Host.Engine.Reading.Opening;
using Funding.Host.Engine.Reading.Replaying;
using Funding.Host.Engine.Rebuilding;
using Funding.Host.Engine.Sealing;
using Funding.Host.Engine.Sequencing;
using Funding.Host.Engine.Timing;
using Funding.Host.Erasing;
using Funding.Host.Ledger.Heads;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Metrics;
using Funding.Host.Reading;
using Funding.Host.Reference;
using Funding.Host.Settings;
using Npgsql;

namespace Funding.Host.Engine;

/// <summary>The built-in engine.</summary>
public static class EngineServices
{
    /// <summary>Adds the ports of the host on the built-in engine; without workers, only what one process asks is done.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="source">The run-time role's connections.</param>
    /// <param name="clock">Domain time.</param>
    /// <param name="rules">Settings of the rules.</param>
    public static IServiceCollection AddFundingEngine(this IServiceCollection services, NpgsqlDataSource source, DomainClock clock, RuleSettings rules)
    {
        services.AddSingleton(source).AddSingleton(clock).AddSingleton<TimeProvider>(TimeProvider.System).AddSingleton(rules);
        if (clock is ISimulatedClock simulated) services.AddSingleton(simulated);
        services.AddSingleton(ReferenceData.Current).AddSingleton<IReferenceData>(ReferenceData.Current);
        services.AddSingleton<IDueDates, DueDates>().AddSingleton<IProgressReader, ProgressReader>();
        services.AddSingleton<Wakers>().AddSingleton<IPeople, People>().AddSingleton<IWriteKeys, WriteKeys>();
        services.AddSingleton<RecentStandings>().AddSingleton<Group>().AddSingleton<Lanes>();
        services.AddScoped<Sealer>().AddScoped<ISealer>(provider => provider.GetRequiredService<Sealer>());
        services.AddMetrics().AddSingleton<ActMeter>();
        services.AddScoped<Acts>().AddScoped<IActs>(provider => new MeasuredActs(provider.GetRequiredService<Acts>(), provider.GetRequiredService<ActMeter>()));
        services.AddScoped<IHistoryLoader, HistoryLoader>();
        services.AddSingleton<Horizons>().AddSingleton<IDossiers, Dossiers>().AddSingleton<IOutlooks, Outlooks>().AddSingleton<IFoldedDossiers, FoldedDossiers>().AddSingleton<LegalToday>().AddSingleton<IRegions, Regions>().AddSingleton<ITariffs, Reading.Tariffs>().AddSingleton<IAudit, Audit>().AddSingleton<IRebuilds, Rebuilds>();
        services.AddSingleton<IProofs, Proofs>().AddSingleton<IEvaluations, Evaluations>();
        services.AddSingleton<ISubjects, Subjects>().AddSingleton<IReplays, Replays>().AddSingleton<IDifferences, Differences>().AddSingleton<IProvenance, Provenance>();
        return services;
    }

    /// <summary>Adds the workers: sequencer, views, due dates. Any number of hosts may run them on one database; one leads.</summary>
    public static IServiceCollection AddFundingWorkers(this IServiceCollection services)
        => services.AddHostedService<Sequencer>().AddHostedService<LedgerListener>().AddHostedService<Projector>().AddHostedService<DueWorker>();

    /// <summary>Adds the worker that seals and signs the log.</summary>
    /// <param name="services">The host's services, the engine's among them.</param>
    /// <param name="settings">The key and the folder of heads.</param>
    public static IServiceCollection AddFundingLedger(this IServiceCollection services, FundingSettings settings)
        => services.AddFundingProof(settings).AddSingleton<HeadSigner>().AddSingleton<FolderKeeper>().AddHostedService<LedgerWorker>();

    /// <summary>Adds what verifies the log, with its key and folder.</summary>
    public static IServiceCollection AddFundingProof(this IServiceCollection services, FundingSettings settings)
        => services.AddSingleton(settings.Ledger).AddSingleton(new LedgerKey(settings)).AddSingleton(LedgerFolder.Of(settings)).AddSingleton<DatabaseVerifier>();

    /// <summary>Adds what forgets people and texts, after what proves the log: certificates are signed with its key.</summary>
    public static IServiceCollection AddFundingErasing(this IServiceCollection services)
        => services.AddSingleton<CertificateSigner>().AddSingleton<IErasures, Erasures>().AddSingleton<CertificateCheck>();
}
