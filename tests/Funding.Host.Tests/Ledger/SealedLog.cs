using Funding.Domain;
using Funding.Engine.Reading;
using Funding.Engine.Settings;
using Funding.Host.Hosting;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Settings;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Ledger;

/// <summary>A small log, sealed and signed, with its folder outside the database; and a superuser who may do anything to the database.</summary>
public sealed class SealedLog : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly TestEngine engine;

    private SealedLog(TestEngine engine) => this.engine = engine;

    public TestEngine Engine => engine;

    public string Folder => folder["ledger"];

    internal static async Task<SealedLog> StartAsync(PostgresFixture postgres)
    {
        var log = new SealedLog(await TestEngine.StartAsync(postgres));
        try
        {
            await log.SealingAsync(async sealing =>
            {
                await log.ActAsync();
                await log.SealedAsync(sealing);
                await log.ActAsync();
                await log.SealedAsync(sealing);
            });
            return log;
        }
        catch
        {
            await log.DisposeAsync();
            throw;
        }
    }

    /// <summary>Six events, after one of the envelope: a CPTS with a grant, its certification and its payment.</summary>
    public async Task ActAsync()
    {
        if (await engine.ScalarAsync<long>("select count(*) from funding.mt_events") == 0) await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("fir-1", 10_000m), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Domain.Cpts.Certify("fir-1", "c1", 1, Money.Euros(10_000m)), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Domain.Cpts.Pay("fir-1", 1, Money.Euros(10_000m), $"VIR-{cpts}"), ProjectPhase.ArsPay);
    }

    /// <summary>Does something while a host with the ledger's key seals.</summary>
    public async Task SealingAsync(Func<TestEngine, Task> work, string data = "host")
    {
        await using var sealing = await engine.JoinAsync(services => services.AddFundingLedger(Settings(data)));
        await work(sealing);
    }

    /// <summary>Waits for a head of all that there is, here and in the folder.</summary>
    public async Task SealedAsync(TestEngine sealing)
    {
        await engine.SettleAsync();
        var size = await engine.ScalarAsync<long>("select max(position) from funding.ledger");
        await TestEngine.UntilAsync(() => sealing.Get<IProofs>().HeadAsync(CancellationToken.None), head => head?.Size == size);
        await TestEngine.UntilAsync(() => Task.FromResult(sealing.Get<Funding.Engine.Ledger.Heads.LedgerFolder>().Heads().LastOrDefault()), head => head?.Size == size);
    }

    public Task AsSuperuserAsync(string sql) => Sql.RunAsync(engine.Database.SuperuserConnectionString, sql);

    internal async Task<Verdict> VerifyAsync()
    {
        await using var provider = new ServiceCollection().AddSingleton(engine.Source).AddFundingProof(Settings("host")).BuildServiceProvider();
        return await provider.GetRequiredService<DatabaseVerifier>().RunAsync(null, CancellationToken.None);
    }

    /// <summary>Every line of the log, as exported.</summary>
    public async Task<List<string>> LinesAsync()
    {
        var lines = new List<string>();
        await foreach (var line in engine.Get<IAudit>().EventsAsync(0, null, null, CancellationToken.None)) lines.Add(line.Line);
        return lines;
    }

    public string this[string file] => folder[file];

    private FundingSettings Settings(string data) => new() { Data = folder[data], Ledger = new LedgerSettings { Folder = Folder, SignSeconds = 0 } };

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        folder.Dispose();
    }
}
