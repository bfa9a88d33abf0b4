using Funding.Benchmarks.Engines.Bare;
using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Measuring;
using Funding.Benchmarks.Running;
using Funding.Domain;
using Funding.Engine;
using Funding.Engine.Sealing;

namespace Funding.Benchmarks.Engines;

/// <summary>Who performs the acts that are compared, on a database of its own with the same history.</summary>
internal interface IContestant : IAsyncDisposable
{
    string Name { get; }

    /// <summary>The kinds of acts by so many clients, each on CPTS that no other one works on.</summary>
    IReadOnlyList<Func<int, Task>> Acts(int clients);

    /// <summary>Waits until what was stored is in the views that the acts are measured with, and every message has arrived.</summary>
    Task SettleAsync(CancellationToken cancellation);
}

/// <summary>An engine as a host runs it.</summary>
internal sealed class EngineContestant(string name, BenchEngine engine, IReadOnlyList<ReadyCpts> ready) : IContestant
{
    public string Name => name;

    public static async Task<EngineContestant> StartAsync(Run run, LongHistory history, string name, IEngine engine)
    {
        var loaded = await Loaded.LoadAsync(run.Stage, history, run.Choice.Quick, run.Cancellation, engine);
        await SingleInserts.PrepareAsync(loaded.Database, run.Cancellation);
        return new EngineContestant(name, await BenchEngine.StartAsync(loaded.Database, engine, run.Cancellation), loaded.Ready);
    }

    public SingleInserts Inserts() => new(engine.Source);

    public IReadOnlyList<Func<int, Task>> Acts(int clients)
    {
        var officers = new Officers(engine, ready, clients);
        return [officers.RecoverAsync, officers.AwardAsync];
    }

    public Task SettleAsync(CancellationToken cancellation) => engine.SettleAsync(cancellation);

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}

/// <summary>Marten and Wolverine alone.</summary>
internal sealed class BareContestant(string name, BareHost host, IReadOnlyList<ReadyCpts> ready) : IContestant
{
    private static readonly Money Small = Money.Euros(0.01m);
    private readonly SealedText reason = new Sealer().Seal("Versé deux fois.", "reason");

    public string Name => name;

    public static async Task<BareContestant> StartAsync(Run run, LongHistory history, string name)
    {
        var database = await run.Stage.CreateAsync(run.Cancellation);
        var host = await BareHost.StartAsync(database, run.Cancellation);
        var ready = new List<ReadyCpts>();
        await host.Store.BulkInsertEventsAsync(BareHistory.Streams(host.Store, Loaded.EventsOf(history, run.Choice.Quick, new Sealer(), ready)), 10_000, run.Cancellation);
        using var daemon = await host.Store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync<BareEnvelope>(run.Cancellation);
        await Stage.RunAsync(database, "vacuum analyze", run.Cancellation);
        return new BareContestant(name, host, ready);
    }

    public IReadOnlyList<Func<int, Task>> Acts(int clients)
    {
        var turns = new int[clients];
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(-12));
        return
        [
            client => host.InvokeAsync(Recovery(ReadyCpts.Next(ready, client, turns))),
            client => host.InvokeAsync(Award(ReadyCpts.Next(ready, client, turns))),
        ];

        BareRecovery Recovery(ReadyCpts it) => new(it.Id, it.Grant, Small, reason, today);
        BareAward Award(ReadyCpts it) => new(it.Id, it.RegionCode, today.Year, Money.Euros(1_000m), today);
    }

    public Task SettleAsync(CancellationToken cancellation) => host.SettleAsync(cancellation);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
