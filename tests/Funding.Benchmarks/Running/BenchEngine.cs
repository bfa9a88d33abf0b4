using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Loading;
using Funding.Engine.Sealing;
using Funding.Host.Hosting;
using Funding.Host.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Funding.Benchmarks.Running;

/// <summary>The engine on a database as a host runs it: PostgreSQL's clock, tuned connections, its workers.</summary>
internal sealed class BenchEngine : IAsyncDisposable
{
    private const string Settled =
        """
        select not exists (select from funding.mt_events where seq_id > (select high_mark from funding.ledger_state))
          and not exists (select from funding.ledger_holes h join funding.mt_events e on e.seq_id between h.first and h.last)
          and coalesce((select position from funding.checkpoints where name = 'views'), 0) = coalesce((select max(position) from funding.ledger), 0)
        """;

    private readonly IHost host;
    private readonly RuntimeDatabase runtime;

    private BenchEngine(IHost host, RuntimeDatabase runtime) => (this.host, this.runtime) = (host, runtime);

    public NpgsqlDataSource Source => runtime.Source;

    public static Task<BenchEngine> StartAsync(BenchDatabase database, bool workers, CancellationToken cancellation) => StartAsync(database, new BuiltInEngine(), workers, null, cancellation);

    /// <summary>Another engine, with its workers.</summary>
    public static Task<BenchEngine> StartAsync(BenchDatabase database, IEngine engine, CancellationToken cancellation) => StartAsync(database, engine, true, null, cancellation);

    /// <summary>With its workers, and the one that seals the log.</summary>
    public static Task<BenchEngine> StartAsync(BenchDatabase database, FundingSettings sealing, CancellationToken cancellation) => StartAsync(database, new BuiltInEngine(), true, sealing, cancellation);

    private static async Task<BenchEngine> StartAsync(BenchDatabase database, IEngine engine, bool workers, FundingSettings? sealing, CancellationToken cancellation)
    {
        var runtime = RuntimeDatabase.Open(database.Runtime);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddFundingEngine(engine, runtime, new PostgresClock(runtime.Source), RuleSettings.Default);
        if (workers) builder.Services.AddEngineWorkers(engine);
        if (sealing is not null) builder.Services.AddFundingLedger(sealing);
        var host = builder.Build();
        await host.StartAsync(cancellation);
        return new BenchEngine(host, runtime);
    }

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>The loader of histories, for events that were sealed with this sealer.</summary>
    public IHistoryLoader LoaderWith(Sealer sealer) => ActivatorUtilities.CreateInstance<HistoryLoader>(host.Services, sealer);

    /// <summary>Performs an act as a request does; a refusal is a fault of the benchmark.</summary>
    public async Task PerformAsync(Func<ISealer, (Guid Cpts, CptsCommand Command)> ask, Caller caller)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var (cpts, command) = ask(scope.ServiceProvider.GetRequiredService<ISealer>());
        var header = new ActHeader { Caller = caller, CorrelationId = Guid.CreateVersion7() };
        var outcome = await scope.ServiceProvider.GetRequiredService<IActs>().PerformAsync(cpts, command, header, CancellationToken.None);
        if (outcome is not ActDone { Answer.Events.Count: > 0 }) throw new InvalidOperationException($"{command} → {outcome}");
    }

    /// <summary>Waits until the views hold all that was stored, and what is to be told has reached the table that is told from.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        while (!await IsSettledAsync(cancellation) || await StrandedMessages.CountAsync(Source, cancellation) > 0) await Task.Delay(5, cancellation);
    }

    private async Task<bool> IsSettledAsync(CancellationToken cancellation)
    {
        await using var command = Source.CreateCommand(Settled);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await runtime.DisposeAsync();
    }
}
