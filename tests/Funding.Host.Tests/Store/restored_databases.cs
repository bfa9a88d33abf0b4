using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

/// <summary>A dump put back into another server. Cost: a server of its own, and a lease that runs out.</summary>
[Collection(PostgresTests.Name)]
public sealed class restored_databases(PostgresFixture postgres)
{
    [Fact]
    public async Task a_dump_taken_while_others_write_goes_on_in_a_new_server_as_if_nothing_had_been()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        await using var flying = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await flying.AppendAsync("never committed here");
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 10_000m), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.SettleAsync();
        var ledger = await LedgerAsync(engine);
        var asked = new Moment(engine.Clock.Now);
        var answer = await FinancingAsync(engine, asked);
        (await engine.ScalarAsync<long>("select count(*) from funding.ledger_holes")).ShouldBe(1);
        await engine.MoveAsync("2024-02-01T08:01:00Z");

        var dump = await Dump.TakeAsync(engine.Database);
        await using var server = await OwnServer.StartAsync();
        await dump.RestoreAsync(server.Database);
        await using var restored = await TestEngine.StartAsync(server.Database, workers: true);

        (await FinancingAsync(restored, asked)).ShouldBeEquivalentTo(answer);
        (await restored.DoAsync(cpts, new Certify("g", "c", 1, Money.Euros(10_000m)), ProjectPhase.Ars)).Version.ShouldBe(5);
        await restored.MoveAsync("2024-05-01T08:00:00Z");
        await restored.SettleAsync(30);
        await TestEngine.UntilAsync(() => restored.ScalarAsync<long>("select count(*) from funding.ledger_holes"), holes => holes == 0);
        var continued = await LedgerAsync(restored);
        continued[..ledger.Length].ShouldBe(ledger);
        continued.Length.ShouldBe(ledger.Length + 2);
        (await restored.ScalarAsync<bool>("select min(seq_id) > 6 from funding.ledger where position > 6")).ShouldBeTrue();
        (await restored.ScalarAsync<bool>("select min(token) = 2 and max(token) = 2 from funding.leases")).ShouldBeTrue();
        (await FinancingAsync(restored, asked)).ShouldBeEquivalentTo(answer);
        (await FinancingAsync(restored, Moment.Now)).Total.Certified.ShouldBe(Money.Euros(10_000m));
        (await restored.TypesAsync($"cpts-{cpts}"))[^1].ShouldBe("health_project_deemed_validated");
    }

    private static Task<string[]> LedgerAsync(TestEngine engine) => engine.ScalarAsync<string[]>(
        "select array_agg(l.position || ' ' || l.seq_id || ' ' || e.id || ' ' || e.stream_id || ' ' || e.version || ' ' || l.known_at order by l.position) from funding.ledger l join funding.mt_events e using (seq_id)");

    private static Task<Financing> FinancingAsync(TestEngine engine, Moment moment)
        => engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2024, null, null, moment), CancellationToken.None);
}
