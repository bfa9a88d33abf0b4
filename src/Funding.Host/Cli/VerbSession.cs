using Funding.Engine;
using Funding.Engine.Clocks;
using Funding.Host.Hosting;
using Funding.Host.Importing;
using Serilog.Extensions.Logging;

namespace Funding.Host.Cli;

/// <summary>The engine without workers, for verbs that read or import: on the database of a host that serves, or on one started for the while.</summary>
internal sealed class VerbSession : IAsyncDisposable
{
    private readonly DatabaseHome database;
    private readonly ServiceProvider provider;
    private readonly AsyncServiceScope scope;
    private IAsyncDisposable? acting;

    private VerbSession(DatabaseHome database, ServiceProvider provider) => (this.database, this.provider, scope) = (database, provider, provider.CreateAsyncScope());

    /// <summary>Opens one.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="more">Adds what this verb needs beside the engine; workers are not started.</param>
    public static async Task<VerbSession> OpenAsync(CancellationToken cancellation, Action<IServiceCollection, Settings.FundingSettings>? more = null)
    {
        var configuration = Configuration.Load();
        var settings = Configuration.Read(configuration);
        var loggers = new SerilogLoggerFactory(Configuration.Logger(configuration, quiet: true), dispose: true);
        var home = await DatabaseHome.OpenAsync(settings, shared: true, loggers.CreateLogger("Funding.Host"), cancellation);
        try
        {
            var services = new ServiceCollection().AddSingleton<ILoggerFactory>(loggers).AddLogging()
                .AddFundingEngine(EngineChoice.Of(settings), home.Database, await ClockOf(home, cancellation), settings.Rules.ToRules()).AddFundingImports();
            more?.Invoke(services, settings);
            return new VerbSession(home, services.BuildServiceProvider());
        }
        catch
        {
            await home.DisposeAsync(); // or the server started here would outlive the verb
            throw;
        }
    }

    /// <summary>Starts what acts need; for verbs that perform some.</summary>
    public async Task StartActingAsync(CancellationToken cancellation) => acting = await Get<IEngine>().StartAsync(provider, cancellation);

    public T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        if (acting is not null) await acting.DisposeAsync();
        await scope.DisposeAsync();
        await provider.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>A database in training keeps its simulated clock for every process.</summary>
    private static async Task<DomainClock> ClockOf(DatabaseHome home, CancellationToken cancellation)
        => await SimulatedClock.IsUsedAsync(home.Source, cancellation)
            ? await SimulatedClock.StartAsync(home.Source, DateTimeOffset.MinValue, cancellation)
            : new PostgresClock(home.Source);
}
