using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;
using static Funding.Host.Tests.Store.RebuiltEngine;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class rebuilding_views(PostgresFixture postgres)
{
    [EngineFact]
    public async Task a_rebuilt_view_equals_the_live_one_and_takes_its_place_and_nothing_else_is_written()
    {
        await using var engine = await StartAsync(postgres);
        var (before, oid, shape) = (await engine.ContentsAsync(), await engine.OidAsync("entries"), await engine.ShapeAsync());

        (await engine.RebuildAsync(Regions)).ShouldBe(new(Regions, 0, await engine.CheckpointAsync(), null, true));
        (await engine.RebuildAsync(Dossiers)).ShouldBe(new(Dossiers, 0, 0, null, true));

        (await engine.ContentsAsync()).ShouldBe(before);
        (await engine.ScalarAsync<long>("select count(*) from funding.entries")).ShouldBeGreaterThan(100);
        (await engine.OidAsync("entries")).ShouldNotBe(oid);
        (await engine.ShapeAsync()).ShouldBe(shape, "columns, indexes, constraints and rights under the same names");
        (await engine.LeftoversAsync()).ShouldBe(0);
        var refused = await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(engine.Database.RuntimeConnectionString, "update funding.entries set cents = 0"));
        refused.SqlState.ShouldBe("42501");
    }

    [EngineFact]
    public async Task hosts_act_and_read_while_views_are_swapped_under_them()
    {
        await using var engine = await StartAsync(postgres);
        await using var other = await engine.JoinAsync(workers: true);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m, 2024, "ARR-REBUILD"), ProjectPhase.Admin);
        var known = await engine.ScalarAsync<long>("select sum(cents)::bigint from funding.entries where region = '84' and kind = 'Committed'");
        var asked = new Moment(AsOf: engine.Clock.Now);
        await engine.MoveAsync("2024-02-02T08:00:00Z");
        using var done = new CancellationTokenSource();
        var acting = Task.WhenAll(Enumerable.Range(0, 4).Select(i => ActAsync(i % 2 == 0 ? engine : other, done.Token)));
        var reading = ReadAsync(other, asked, done.Token);

        for (var i = 0; i < 3; i++)
        {
            (await engine.RebuildAsync(Regions)).ShouldSatisfyAllConditions(it => it.Difference.ShouldBeNull(), it => it.Swapped.ShouldBeTrue());
            (await other.RebuildAsync(Dossiers)).ShouldSatisfyAllConditions(it => it.Difference.ShouldBeNull(), it => it.Swapped.ShouldBeTrue());
        }

        await done.CancelAsync();
        var acts = (await acting).Sum();
        (await reading).Distinct().Count().ShouldBe(1, "the same question has the same answer across swaps");
        acts.ShouldBeGreaterThan(0);
        await engine.SettleAsync();
        (await engine.ScalarAsync<long>("select sum(cents)::bigint from funding.entries where region = '84' and kind = 'Committed'")).ShouldBe(known + (acts * 100));
        foreach (var view in (string[])[Regions, Dossiers]) (await engine.RebuildAsync(view, RebuildEnd.Verify)).Difference.ShouldBeNull();
    }

    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(25_000)]
    public async Task events_that_were_stored_late_come_out_the_same(int chunk)
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.BeginAsync();
        await using var late = await Sql.OpenAsync(engine.Database.SuperuserConnectionString);
        await late.RunAsync(
            "begin; insert into funding.mt_streams (id, version) values ('cpts-00000000-0000-4000-8000-000000000001', 1); "
            + "insert into funding.mt_events (seq_id, id, stream_id, version, data, type) select nextval('funding.mt_events_sequence'), gen_random_uuid(), 'cpts-00000000-0000-4000-8000-000000000001', 1, data, type "
            + "from funding.mt_events where type = 'cpts_registered'");
        for (var i = 0; i < 10; i++) await engine.BeginAsync();
        await engine.SettleAsync();
        await late.RunAsync("commit");
        await engine.SettleAsync();
        (await engine.ScalarAsync<bool>("select (select seq_id from funding.ledger order by position desc limit 1) < (select max(seq_id) - 10 from funding.ledger)")).ShouldBeTrue();

        var report = await engine.Rebuilds(chunk).RunAsync(Regions, new(), null, CancellationToken.None);

        report.ShouldSatisfyAllConditions(it => it.Difference.ShouldBeNull(), it => it.Swapped.ShouldBeTrue());
    }

    [EngineFact]
    public async Task what_is_dated_voided_or_poison_comes_out_the_same()
    {
        await using var engine = await StartAsync(postgres);
        var (annulled, poisoned) = (await engine.BeginAsync(), await engine.BeginAsync());
        foreach (var (type, data) in new[]
        {
            ("health_project_submitted", """{"deemedValidatedOn":"2024-04-02","effectiveDate":"2024-02-01"}"""),
            ("health_project_deemed_validated", """{"effectiveDate":"2024-02-02"}"""), ("deemed_validation_annulled", """{"effectiveDate":"2024-02-02"}"""),
            ("health_project_deemed_validated", """{"effectiveDate":"2024-02-03"}"""),
        }) await AppendAsync(engine, StreamId.OfCpts(annulled), type, data);
        foreach (var (type, data) in new[]
        {
            ("cpts_renamed", """{"effectiveDate":"2024-02-01","name":"Lisible"}"""), ("service_certified", "{}"),
            ("service_certified", """{"effectiveDate":"2024-02-01","certificationId":"x","instalment":1,"amount":1}"""),
            ("commitment_cancelled", """{"effectiveDate":"2024-02-01","commitment":{"id":null,"source":"fir","budgetYear":2024,"regionCode":"84","departmentCode":"69"},"released":[{"number":1,"amount":1}]}"""),
            ("mt_tombstone", "{}"),
        }) await AppendAsync(engine, StreamId.OfCpts(poisoned), type, data);
        await AppendAsync(engine, StreamId.OfCpts(Guid.NewGuid()), "cpts_renamed", """{"effectiveDate":"2024-02-01","name":"Jamais enregistrée"}""");
        await AppendAsync(engine, StreamId.OfEnvelope("93", 2024), "envelope_notified",
            """{"regionCode":"93","year":2024,"kind":"initial","parts":{"total":1,"fungible":1,"ringFenced":0,"prevention":0,"medicoSocial":0},"effectiveDate":"2024-02-01"}""");
        await engine.SettleAsync();
        (await engine.ScalarAsync<long>("select count(*) from funding.projection_faults")).ShouldBe(5);
        (await engine.ScalarAsync<long>("select count(*) from funding.cpts_facts where voided_by is not null")).ShouldBe(1);
        var before = await engine.ContentsAsync("entries", "cpts_facts", "envelope_acts", "dossiers");

        foreach (var rebuilds in (IRebuilds[])[engine.Get<IRebuilds>(), engine.Rebuilds(chunkSize: 7)])
        {
            (await rebuilds.RunAsync(Regions, new(), null, CancellationToken.None)).ShouldSatisfyAllConditions(it => it.Difference.ShouldBeNull(), it => it.Swapped.ShouldBeTrue());
            (await rebuilds.RunAsync(Dossiers, new(), null, CancellationToken.None)).ShouldSatisfyAllConditions(it => it.Difference.ShouldBeNull(), it => it.Swapped.ShouldBeTrue());
        }

        (await engine.ContentsAsync("entries", "cpts_facts", "envelope_acts", "dossiers")).ShouldBe(before);
        (await engine.ScalarAsync<long>("select count(*) from funding.projection_faults")).ShouldBe(5);
    }

    private static Task AppendAsync(TestEngine engine, string stream, string type, string data) => Writer.AppendAsync(engine.Database.RuntimeConnectionString, stream, type, data);

    /// <summary>Registers CPTS and grants each one euro, until told to stop; how many grants were made.</summary>
    private static async Task<long> ActAsync(TestEngine engine, CancellationToken stop)
    {
        var grants = 0L;
        while (!stop.IsCancellationRequested)
        {
            var cpts = await engine.BeginAsync();
            (await engine.TryAsync(cpts, ProjectPhase.Grant("g", 1m), ProjectPhase.Ars, cancellation: CancellationToken.None)).ShouldBeOfType<ActDone>();
            grants++;
        }

        return grants;
    }

    private static async Task<List<string>> ReadAsync(TestEngine engine, Moment moment, CancellationToken stop)
    {
        var answers = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            var financing = await engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2023, null, null, moment), CancellationToken.None);
            answers.Add(System.Text.Json.JsonSerializer.Serialize(financing, EventJson.Options));
        }

        return answers;
    }
}
