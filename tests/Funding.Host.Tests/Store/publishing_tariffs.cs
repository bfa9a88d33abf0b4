using Funding.Domain;
using Funding.Domain.Tariffs;
using Funding.Engine.Reading;
using Funding.Host.Hosting;
using Funding.Host.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class publishing_tariffs(PostgresFixture postgres)
{
    private static readonly IReadOnlyList<PublishTariff> Shipped = ReferenceFiles.AciTariffs();

    private const string Streams = "select array_agg(id || ' ' || version order by id) from funding.mt_streams";

    [EngineFact]
    public async Task the_system_publishes_each_tariff_once_however_often_a_host_starts()
    {
        await using var engine = await TestEngine.StartAsync(postgres);

        await engine.PublishAsync(Shipped);
        await engine.PublishAsync(Shipped);

        (await engine.ScalarAsync<string[]>(Streams)).ShouldBe(["aci-tariff-aci-2019 1", "aci-tariff-aci-avenant-2 1"]);
        (await engine.ScalarAsync<string[]>("select array_agg(distinct headers ->> 'actor') from funding.mt_events")).ShouldBe([PersonId.System.ToString()]);
        (await engine.ScalarAsync<string[]>("select array_agg(data ->> 'effectiveDate' order by stream_id) from funding.mt_events")).ShouldBe(["2019-08-25", "2022-04-01"]);
    }

    [EngineFact]
    public async Task one_that_is_not_in_force_yet_is_published_on_the_day_of_the_host()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2019-11-04T23:30:00Z", workers: false);

        await engine.PublishAsync(Shipped);

        (await engine.ScalarAsync<string[]>("select array_agg(data ->> 'effectiveDate' order by stream_id) from funding.mt_events")).ShouldBe(["2019-08-25", "2019-11-05"], "in Paris it is tomorrow");
    }

    [EngineFact]
    public async Task hosts_that_start_at_once_publish_each_tariff_once()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? engine : other).PublishAsync(Shipped)));

        (await engine.ScalarAsync<string[]>(Streams)).ShouldBe(["aci-tariff-aci-2019 1", "aci-tariff-aci-avenant-2 1"]);
    }

    [EngineFact]
    public async Task a_changed_file_changes_nothing_and_is_told_in_the_log()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.PublishAsync(Shipped);
        using var told = new Told();

        await TariffPublisher.PublishAsync(Logging(engine, told), Shipped.Select(one => one with { Facts = one.Facts with { TermYears = 6 } }), CancellationToken.None);

        told.Warnings.ShouldBe(["aci-2019", "aci-avenant-2"], ignoreOrder: true);
        (await engine.ScalarAsync<string[]>(Streams)).ShouldBe(["aci-tariff-aci-2019 1", "aci-tariff-aci-avenant-2 1"]);
        (await engine.Get<ITariffs>().ListAsync(Moment.Now, CancellationToken.None)).ShouldAllBe(view => view.Tariff.Facts.TermYears == 5);
    }

    [EngineFact]
    public async Task tariffs_are_numbered_and_give_the_views_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.PublishAsync(Shipped);
        await engine.DoAsync(new EnterTariffCell("aci-2019", TariffCell.Of(1, Domain.Aci.Mission.Access, MissionPart.Fixed), Money.Euros(1m), "JO"), ProjectPhase.Admin);

        await engine.SettleAsync();

        (await engine.ScalarAsync<long>("select (select count(*) from funding.entries) + (select count(*) from funding.cpts_facts) + (select count(*) from funding.envelope_acts) + (select count(*) from funding.projection_faults)")).ShouldBe(0);
        foreach (var view in new[] { RebuiltEngine.Regions, RebuiltEngine.Dossiers }) await engine.RebuildAsync(view);
        (await engine.ScalarAsync<long>("select count(*) from funding.dossiers")).ShouldBe(0);
        Projecting().ShouldBeEmpty();

        static IEnumerable<string> Projecting() => Funding.Engine.Projecting.Projection.Names.Intersect(["aci_tariff_published", "tariff_cell_entered"]);
    }

    private static ServiceProvider Logging(TestEngine engine, Told told)
        => new ServiceCollection().AddScoped(_ => engine.Services.CreateScope().ServiceProvider.GetRequiredService<Engine.Acts>()).AddLogging(logging => logging.AddProvider(told)).BuildServiceProvider();

    /// <summary>Remembers the tariffs that warnings name.</summary>
    private sealed class Told : ILoggerProvider, ILogger
    {
        public List<string> Warnings { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning && state is IEnumerable<KeyValuePair<string, object?>> values) Warnings.Add((string)values.Single(it => it.Key == "Tariff").Value!);
        }

        public void Dispose()
        {
        }
    }
}
