using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Rights;
using Funding.Domain.Tariffs;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Schema;
using Funding.Host.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Funding.Host.Tests.Store;

/// <summary>The engine that the test is for (<see cref="Engines.Current"/>) on a database of its own, on a simulated clock, with or without its workers.</summary>
public sealed class TestEngine : IAsyncDisposable
{
    /// <summary>Whether the ledger holds the log, the views hold the ledger, and nothing due is left.</summary>
    internal const string Settled =
        """
        select (select count(*) from funding.mt_events) = (select coalesce(max(position), 0) from funding.ledger)
          and coalesce((select position from funding.checkpoints where name = 'views'), 0) = (select coalesce(max(position), 0) from funding.ledger)
          and not exists (select from funding.dossiers where next_due_at <= (select now from funding.simulated_clock))
        """;

    private readonly TestDatabase database;
    private readonly RuntimeDatabase runtime;
    private readonly IHost host;
    private readonly bool ownsDatabase;

    private TestEngine(TestDatabase database, RuntimeDatabase runtime, IHost host, SimulatedClock clock, bool ownsDatabase)
        => (this.database, this.runtime, this.host, Clock, this.ownsDatabase) = (database, runtime, host, clock, ownsDatabase);

    public TestDatabase Database => database;

    public NpgsqlDataSource Source => runtime.Source;

    public SimulatedClock Clock { get; }

    public string OwnerConnectionString => database.OwnerConnectionString;

    public IServiceProvider Services => host.Services;

    public static async Task<TestEngine> StartAsync(PostgresFixture postgres, string now = "2024-02-01T08:00:00Z", bool workers = true, RuleSettings? rules = null)
    {
        var database = await postgres.CreateDatabaseAsync();
        await MigrateAsync(database);
        return await StartAsync(database, now, workers ? All : None, rules, ownsDatabase: true);
    }

    /// <summary>A host without workers on a database of its own, with more services.</summary>
    public static async Task<TestEngine> StartAsync(PostgresFixture postgres, Action<IServiceCollection> services)
    {
        var database = await postgres.CreateDatabaseAsync();
        await MigrateAsync(database);
        return await StartAsync(database, "2024-02-01T08:00:00Z", services, ownsDatabase: true);
    }

    /// <summary>A host on a database that is migrated and that somebody else drops.</summary>
    public static Task<TestEngine> StartAsync(TestDatabase database, bool workers, string now = "2024-02-01T08:00:00Z") => StartAsync(database, now, workers ? All : None);

    public static async Task MigrateAsync(TestDatabase database)
    {
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await Migrator.MigrateAsync(owner, "funding_app", CancellationToken.None);
        foreach (var engine in Engines.All) await engine.PrepareAsync(owner, "funding_app", CancellationToken.None);
    }

    /// <summary>Another host on the same database, perhaps by another way.</summary>
    public Task<TestEngine> JoinAsync(bool workers, Func<string, string>? by = null) => JoinAsync(workers ? All : None, by);

    /// <summary>Another host on the same database, with workers of its own choice.</summary>
    public Task<TestEngine> JoinAsync(Action<IServiceCollection> workers, Func<string, string>? by = null) => StartAsync(database, "2000-01-01T00:00:00Z", workers, by: by);

    private static void All(IServiceCollection services) => services.AddEngineWorkers(Engines.Current);

    private static void None(IServiceCollection services)
    {
    }

    private static async Task<TestEngine> StartAsync(
        TestDatabase database, string now, Action<IServiceCollection> workers, RuleSettings? rules = null, bool ownsDatabase = false, Func<string, string>? by = null)
    {
        var runtime = RuntimeDatabase.Open(by is null ? database.RuntimeConnectionString : by(database.RuntimeConnectionString));
        var clock = await SimulatedClock.StartAsync(runtime.Source, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddFundingEngine(Engines.Current, runtime, clock, rules ?? RuleSettings.Default);
        workers(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new TestEngine(database, runtime, host, clock, ownsDatabase);
    }

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public static Caller Caller(Role role, string user, string region = "84")
        => new(new PersonId(new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(user))[..16])), role, role is Role.Admin or Role.Auditor ? Domain.Rights.Caller.Nation : region, [], null);

    public async Task<ActOutcome> TryAsync(Guid cpts, CptsCommand command, Caller caller, Idempotency? key = null, long? ifMatch = null, CancellationToken cancellation = default)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IActs>().PerformAsync(cpts, command, Header(caller, key, ifMatch), cancellation);
    }

    public async Task<ActAnswer> DoAsync(Guid cpts, CptsCommand command, Caller caller)
        => await TryAsync(cpts, command, caller) is ActDone done ? done.Answer : throw new InvalidOperationException((await TryAsync(cpts, command, caller)).ToString());

    public async Task<ActAnswer> DoAsync(Guid cpts, Func<ISealer, CptsCommand> command, Caller caller) => (await TryAsync(cpts, command, caller)).ShouldBeOfType<ActDone>().Answer;

    public async Task<ActAnswer> DoAsync(EnvelopeCommand command, Caller caller) => (await TryAsync(command, caller)).ShouldBeOfType<ActDone>().Answer;

    public async Task<ActOutcome> TryAsync(EnvelopeCommand command, Caller caller, Idempotency? key = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IActs>().PerformAsync(command, Header(caller, key, null), CancellationToken.None);
    }

    public async Task<ActOutcome> TryAsync(Func<ISealer, TariffCommand> command, Caller caller, Idempotency? key = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var asked = command(scope.ServiceProvider.GetRequiredService<ISealer>());
        return await scope.ServiceProvider.GetRequiredService<IActs>().PerformAsync(asked, Header(caller, key, null), CancellationToken.None);
    }

    public async Task<ActAnswer> DoAsync(TariffCommand command, Caller caller) => (await TryAsync(_ => command, caller)).ShouldBeOfType<ActDone>().Answer;

    /// <summary>Publishes tariffs, as a host does when it starts.</summary>
    public Task PublishAsync(params IEnumerable<PublishTariff> tariffs) => Hosting.TariffPublisher.PublishAsync(host.Services, tariffs, CancellationToken.None);

    public Task MoveAsync(string instant) => Clock.MoveToAsync(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);

    /// <summary>Records what is due on a CPTS, as the worker does.</summary>
    public async Task<bool> RecordDueAsync(Guid cpts)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IEngineActs>().RecordDueAsync(cpts, CancellationToken.None);
    }

    /// <summary>Waits until the ledger holds the log, the views hold the ledger, and nothing due is left.</summary>
    public Task SettleAsync(int seconds = 10) => UntilAsync(() => ScalarAsync<bool>(Settled), settled => settled, seconds);

    /// <summary>The types of a stream's events, in order.</summary>
    public Task<string[]> TypesAsync(string stream) => ScalarAsync<string[]>($"select coalesce(array_agg(type::text order by version), '{{}}') from funding.mt_events where stream_id = '{stream}'");

    /// <summary>Seals as a request does, for commands that carry free text; the act must be made in the same scope.</summary>
    public async Task<ActOutcome> TryAsync(Guid cpts, Func<ISealer, CptsCommand> command, Caller caller)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var asked = command(scope.ServiceProvider.GetRequiredService<ISealer>());
        return await scope.ServiceProvider.GetRequiredService<IActs>().PerformAsync(cpts, asked, Header(caller, null, null), CancellationToken.None);
    }

    /// <summary>Waits until something is so; ten seconds unless a lease has to run out first.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> read, Predicate<T> so, int seconds = 10)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var value = await read();
            if (so(value)) return value;
            if (DateTime.UtcNow > deadline) throw new TimeoutException($"Still {value}.");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until what acts have to tell is in the outbox. On the built-in engine it always is.</summary>
    public Task HandedOverAsync() => UntilAsync(() => StrandedMessages.CountAsync(Source, CancellationToken.None), waiting => waiting == 0);

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await runtime.DisposeAsync();
        if (ownsDatabase) await database.DisposeAsync();
    }

    private static ActHeader Header(Caller caller, Idempotency? key, long? ifMatch)
        => new() { Caller = caller, CorrelationId = Guid.NewGuid(), Idempotency = key, IfMatch = ifMatch };
}
