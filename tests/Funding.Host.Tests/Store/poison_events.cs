using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store;

/// <summary>One dossier that cannot be read or shown, among many. See also <see cref="projecting_events"/>.</summary>
[Collection(PostgresTests.Name)]
public sealed class poison_events(PostgresFixture postgres)
{
    private const string Commitment = """{"id":"g","source":"fir","budgetYear":2024,"regionCode":"84","departmentCode":"69"}""";

    [EngineTheory]
    [InlineData("payment_made", "{\"effectiveDate\":\"2024-02-01\",\"commitment\":" + Commitment + ",\"instalment\":1,\"amount\":1}")] // entries, but no fold: it has no reference
    [InlineData("service_certified", "{}")] // no entries
    [InlineData("cpts_renamed", """{"effectiveDate":"2024-02-01"}""")] // a name that is none
    [InlineData("territory_changed", """{"effectiveDate":"2024-02-01"}""")] // a territory that is none
    public async Task a_dossier_that_cannot_be_folded_keeps_nobody_else_waiting(string type, string data)
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => engine.BeginAsync($"CPTS {i}")));
        await Task.WhenAll(cpts.Select(id => engine.DoAsync(id, ProjectPhase.Grant("g", 1_000m), ProjectPhase.Ars)));
        await Task.WhenAll(cpts.Select(id => engine.DoAsync(id, new SubmitHealthProject(), ProjectPhase.Ars)));
        await engine.SettleAsync();

        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(cpts[5]), type, data);
        await Task.WhenAll(cpts.Where(id => id != cpts[5]).Select(id => engine.DoAsync(id, new Certify("g", "c", 1, Money.Euros(10m)), ProjectPhase.Ars)));
        await engine.MoveAsync("2024-06-01T08:00:00Z");

        await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select count(*) from funding.mt_events where type = 'health_project_deemed_validated'"), deemed => deemed >= 11);
        await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select count(*) from funding.entries where kind = 'Certified'"), certified => certified >= 11);
        foreach (var moment in new[] { Moment.Now, new Moment(engine.Clock.Now), new Moment(EffectiveOn: new(2024, 5, 1)) })
            (await engine.Get<IDossiers>().ListAsync(new DossierQuery(), moment, new PageRequest(50), CancellationToken.None)).Items.Select(it => it.Id).Except([cpts[5]]).Count().ShouldBe(11, moment.ToString());
        var region = await engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2024, null, null, Moment.Now), CancellationToken.None);
        (region.Total.Committed, region.Total.Certified).ShouldBe((Money.Euros(12_000m), Money.Euros(110m)));
        await TestEngine.UntilAsync(() => engine.ScalarAsync<bool>("select (select position from funding.checkpoints where name = 'views') = (select max(position) from funding.ledger)"), done => done);
        (await engine.RebuildAsync(RebuiltEngine.Dossiers)).ShouldSatisfyAllConditions(it => it.Difference.ShouldBeNull(), it => it.Swapped.ShouldBeTrue());
    }

    [EngineFact]
    public async Task a_registration_without_a_region_keeps_nobody_else_waiting()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var stream = StreamId.OfCpts(Guid.NewGuid());
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, stream, "cpts_registered",
            """{"name":"Nulle part","territory":{"departmentCode":"69","communes":[],"population":1},"identifiers":{},"effectiveDate":"2024-02-01"}""");
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, stream, "profile_changed", """{"profile":"rural","effectiveDate":"2024-02-01"}""");
        var sound = await engine.BeginAsync();
        await engine.SettleAsync();

        (await engine.ScalarAsync<Guid[]>("select array_agg(id) from funding.dossiers")).ShouldBe([sound]);
        (await engine.ScalarAsync<long>("select count(*) from funding.projection_faults")).ShouldBe(1);
        (await engine.RebuildAsync(RebuiltEngine.Dossiers)).ShouldSatisfyAllConditions(it => it.Difference.ShouldBeNull(), it => it.Swapped.ShouldBeTrue());
    }

    [EngineFact]
    public async Task an_event_without_a_stream_keeps_nobody_else_waiting()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await Sql.RunAsync(engine.Database.RuntimeConnectionString,
            "insert into funding.mt_events (seq_id, id, version, data, type) values (nextval('funding.mt_events_sequence'), gen_random_uuid(), 1, '{}', 'x')");
        await engine.BeginAsync();
        await engine.SettleAsync();

        (await engine.ScalarAsync<long>("select position from funding.checkpoints")).ShouldBe(3);
    }
}
