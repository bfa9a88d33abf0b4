using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Answering;
using Funding.Engine.Answering.Differing;
using Funding.Engine.Answering.Opening;
using Funding.Engine.Answering.Replaying;
using Funding.Engine.Clocks;
using Funding.Engine.Loading;
using Funding.Engine.Metrics;
using Funding.Engine.Performing;
using Funding.Engine.Projecting;
using Funding.Engine.Proving;
using Funding.Engine.Reading;
using Funding.Engine.Rebuilding;
using Funding.Engine.Sealing;
using Funding.Engine.Sequencing;
using Funding.Engine.Timing;

namespace Funding.Engine;

/// <summary>An engine, and what all of them share.</summary>
public static class EngineServices
{
    /// <summary>Adds the ports of the host on an engine; without workers, only what one process asks is done.</summary>
    /// <param name="services">The host's services, <see cref="IReferenceData"/> among them.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="database">The run-time role's connections.</param>
    /// <param name="clock">Domain time.</param>
    /// <param name="rules">Settings of the rules.</param>
    public static IServiceCollection AddEngine(this IServiceCollection services, IEngine engine, RuntimeDatabase database, DomainClock clock, RuleSettings rules)
    {
        services.AddSingleton(engine).AddSingleton(database.Source).AddSingleton(clock).AddSingleton<TimeProvider>(TimeProvider.System).AddSingleton(rules);
        if (clock is ISimulatedClock simulated) services.AddSingleton(simulated);
        services.AddSingleton<IDueDates, DueDates>().AddSingleton<IProgressReader, ProgressReader>();
        services.AddSingleton<Wakers>().AddSingleton<IPeople, People>().AddSingleton<IWriteKeys, WriteKeys>();
        services.AddScoped<Sealer>().AddScoped<ISealer>(provider => provider.GetRequiredService<Sealer>());
        services.AddMetrics().AddSingleton<ActMeter>();
        services.AddScoped<IActs>(provider => new MeasuredActs(provider.GetRequiredService<IEngineActs>(), provider.GetRequiredService<ActMeter>()));
        services.AddScoped<IPreviews, Previews>();
        services.AddScoped<IHistoryLoader, HistoryLoader>();
        services.AddSingleton<IRecordBeginning, RecordBeginning>().AddSingleton<Horizons>().AddSingleton<IDossiers, Dossiers>().AddSingleton<IOutlooks, Outlooks>().AddSingleton<IFoldedDossiers, FoldedDossiers>().AddSingleton<LegalToday>().AddSingleton<IRegions, Regions>().AddSingleton<ITariffs, Answering.Tariffs>().AddSingleton<IAudit, Audit>().AddSingleton<IRebuilds, Rebuilds>();
        services.AddSingleton<IProofs, Proofs>().AddSingleton<IEvaluations, Evaluations>();
        services.AddSingleton<ISubjects, Subjects>().AddSingleton<IReplays, Replays>().AddSingleton<IDifferences, Differences>().AddSingleton<IProvenance, Provenance>().AddSingleton<IChanges, Changes>();
        engine.AddActs(services, database);
        return services;
    }

    /// <summary>Adds the workers: sequencer, views, due dates, and the engine's own. Any number of hosts may run them on one database; one leads.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="engine">The engine that was added.</param>
    public static IServiceCollection AddEngineWorkers(this IServiceCollection services, IEngine engine)
    {
        services.AddHostedService<Sequencer>().AddHostedService<LedgerListener>().AddHostedService<Projector>().AddHostedService<DueWorker>();
        engine.AddWorkers(services);
        return services;
    }
}
