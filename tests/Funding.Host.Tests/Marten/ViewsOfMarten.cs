using System.Text.Json;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Funding.Host.Demo;
using Funding.Host.Reference;
using Funding.Host.Tests.Store;
using Funding.Marten.Views;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Marten;

/// <summary>Hosts on Marten's engine, and what tests of its views ask of them.</summary>
internal static class ViewsOfMarten
{
    private static readonly PageRequest All = new(200);

    /// <summary>A host on Marten's engine, with a daemon if it has workers.</summary>
    public static Task<TestEngine> StartAsync(PostgresFixture postgres, bool workers = true)
    {
        Engines.Use("Marten");
        return TestEngine.StartAsync(postgres, workers: workers);
    }

    /// <summary>Another host on the same database.</summary>
    public static Task<TestEngine> JoinAsync(this TestEngine engine, string name, bool workers)
    {
        Engines.Use(name);
        return engine.JoinAsync(workers);
    }

    /// <summary>Loads a made-up history of some CPTS and waits until all views hold it.</summary>
    public static async Task LoadAsync(this TestEngine engine, int cpts)
    {
        await SeedAsync(engine, cpts);
        await engine.CatchUpAsync();
    }

    /// <summary>Loads it and waits for the shared views.</summary>
    public static async Task SeedAsync(TestEngine engine, int cpts)
    {
        await using (var scope = engine.Services.CreateAsyncScope())
        {
            var it = scope.ServiceProvider;
            var seeder = new DemoSeeder(it.GetRequiredService<IHistoryLoader>(), it.GetRequiredService<IPeople>(), it.GetRequiredService<ReferenceData>(), it.GetRequiredService<ISealer>());
            await seeder.SeedAsync(new DemoOptions(cpts, 4, 1, engine.Clock.Now), null, CancellationToken.None);
        }

        await engine.SettleAsync(seconds: 60);
    }

    /// <summary>Waits until the daemon's views hold the log.</summary>
    public static Task CatchUpAsync(this TestEngine engine)
        => TestEngine.UntilAsync(() => engine.WaitingAsync(), waiting => waiting == (0, 0), seconds: 60);

    /// <summary>How many events the lines of dossiers lack, and the money of regions.</summary>
    public static async Task<(long Lines, long Money)> WaitingAsync(this TestEngine engine)
        => ((await engine.WorkerAsync(MartenProgress.Dossiers)).Waiting, (await engine.WorkerAsync(MartenProgress.Regions)).Waiting);

    public static async Task<WorkerProgress> WorkerAsync(this TestEngine engine, string name)
        => (await engine.Get<IProgressReader>().ReadAsync(CancellationToken.None)).Workers.Single(worker => worker.Name == name);

    /// <summary>Who answers from the documents, or fails.</summary>
    public static (IDossiers Dossiers, IRegions Regions) Documents(this TestEngine engine)
    {
        var nobody = new Nobody();
        return (ActivatorUtilities.CreateInstance<MartenDossiers>(engine.Services, nobody), ActivatorUtilities.CreateInstance<MartenRegions>(engine.Services, nobody));
    }

    /// <summary>All that is asked of now: the list by its filters and in pages, the money by region and year.</summary>
    public static async Task<string> EverythingAsync(IDossiers dossiers, IRegions regions)
    {
        var none = CancellationToken.None;
        var whole = await PagesAsync(dossiers, new DossierQuery(), All);
        DossierQuery[] queries =
        [
            new(), new(Text: "val"), new(Text: "%"), new() { Step = FunnelStep.ContractSigned }, .. Enum.GetValues<PhaseName>().Select(phase => new DossierQuery(Phase: phase)),
            .. whole.Select(line => line.RegionCode).Distinct().SelectMany(code => new DossierQuery[] { new(code), new(code, Departments: [.. whole.Where(line => line.RegionCode == code).Take(2).Select(line => line.DepartmentCode)]) }),
            .. whole.Take(2).Select(line => new DossierQuery(CptsId: line.Id)),
        ];
        var lists = new List<object>();
        foreach (var query in queries) lists.Add(await PagesAsync(dossiers, query, new PageRequest(7)));
        var money = new List<object>();
        foreach (var year in (int?[])[null, 2020, 2021, 2022, 2023, 2024, 2025])
        {
            var query = new FinancingQuery(year, null, null, Moment.Now);
            var (each, nation) = await regions.NationAsync(query, none);
            money.Add(new { each, nation, alone = new[] { await regions.RegionAsync("84", query, none), await regions.RegionAsync("11", query, none) } });
        }

        return JsonSerializer.Serialize(new { whole, lists, money }, EventJson.Options);
    }

    /// <summary>The same by the readers that both engines share, on a host of the built-in one.</summary>
    public static async Task<string> SharedAsync(this TestEngine engine)
    {
        await using var shared = await engine.JoinAsync("Funding", workers: false);
        return await EverythingAsync(shared.Get<IDossiers>(), shared.Get<IRegions>());
    }

    /// <summary>The same by the readers of this host, whoever they ask.</summary>
    public static Task<string> TellsAsync(this TestEngine engine) => EverythingAsync(engine.Get<IDossiers>(), engine.Get<IRegions>());

    /// <summary>The documents tell, by themselves, what the shared readers tell.</summary>
    public static async Task ShouldAgreeAsync(this TestEngine engine)
    {
        await engine.SettleAsync(seconds: 60);
        var (dossiers, regions) = engine.Documents();
        (await EverythingAsync(dossiers, regions)).ShouldBe(await engine.SharedAsync());
    }

    private static async Task<List<DossierSummary>> PagesAsync(IDossiers dossiers, DossierQuery query, PageRequest page)
    {
        var all = new List<DossierSummary>();
        do
        {
            var found = await dossiers.ListAsync(query, Moment.Now, page, CancellationToken.None);
            all.AddRange(found.Items);
            page = page with { After = found.Next };
        }
        while (page.After is not null);
        return all;
    }

    private sealed class Nobody : IDossiers, IRegions
    {
        public Task<DossierView?> FindAsync(Guid id, Moment moment, CancellationToken cancellation) => throw new AskedElsewhereException();

        public Task<Page<DossierSummary>> ListAsync(DossierQuery query, Moment moment, PageRequest page, CancellationToken cancellation) => throw new AskedElsewhereException();

        public Task<Page<TimelineItem>> TimelineAsync(Guid id, Moment moment, PageRequest page, CancellationToken cancellation) => throw new AskedElsewhereException();

        public Task<Financing> RegionAsync(string regionCode, FinancingQuery query, CancellationToken cancellation) => throw new AskedElsewhereException();

        public Task<(IReadOnlyList<Financing> Regions, Financing Nation)> NationAsync(FinancingQuery query, CancellationToken cancellation) => throw new AskedElsewhereException();

        public Task<IReadOnlyList<EnvelopeView>> EnvelopesAsync(string? regionCode, int? year, Moment moment, CancellationToken cancellation) => throw new AskedElsewhereException();
    }

    /// <summary>The shared readers were asked.</summary>
    public sealed class AskedElsewhereException : Exception;
}
