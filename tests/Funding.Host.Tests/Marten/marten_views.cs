using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Marten;

/// <summary>Store. Marten's documents tell of now what the shared readers tell, whatever happens to the daemon.</summary>
[Collection(PostgresTests.Name)]
public sealed class marten_views(PostgresFixture postgres)
{
    [Fact]
    public async Task tell_of_a_made_up_history_what_the_shared_readers_tell()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        await engine.LoadAsync(40);

        await engine.ShouldAgreeAsync();
        (await CentsAsync(engine)).ShouldBe(await engine.ScalarAsync<string>(
            "select string_agg(concat_ws(' ', region, budget_year, source, kind, cents), e'\\n' order by region, budget_year, source, kind) from (select region, budget_year, source, kind, sum(cents) as cents from funding.entries group by 1, 2, 3, 4 having sum(cents) <> 0) sums"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task tell_of_late_acts_corrections_and_an_annulled_validation_what_the_shared_readers_tell(bool daemon)
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres, workers: false);
        await using (var writing = await engine.JoinAsync("Funding", workers: true)) await ViewStory.StoryAsync(writing);
        await using var host = await engine.JoinAsync(daemon ? "Marten" : "Funding", workers: true);
        if (daemon) await engine.CatchUpAsync();

        await engine.ShouldAgreeAsync();
    }

    [Fact]
    public async Task hold_what_was_just_done_though_no_daemon_ever_ran()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(1_000m), ProjectPhase.Admin);
        var id = await engine.BeginAsync();
        var (dossiers, regions) = engine.Documents();
        for (var i = 1; i <= 3; i++)
        {
            await engine.DoAsync(id, ProjectPhase.Grant($"fir-{i}", 10m), ProjectPhase.Ars);
            var region = await regions.RegionAsync("84", new FinancingQuery(2024, null, null, Moment.Now), CancellationToken.None);
            (region.Total.Committed, region.Envelope!.Available, region.CptsByPhase[PhaseName.Project]).ShouldBe((Money.Euros(10m * i), Money.Euros(1_000m - (10m * i)), 1));
            (await dossiers.ListAsync(new DossierQuery(), Moment.Now, new PageRequest(5), CancellationToken.None)).Items.Single().Total.ShouldBe(region.Total);
        }
    }

    [Fact]
    public async Task hold_each_act_of_two_engines_in_turns()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        await using var other = await engine.JoinAsync("Funding", workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        for (var i = 0; i < 6; i++)
        {
            await (i % 2 == 0 ? other : engine).DoAsync(cpts, ProjectPhase.Grant($"g{i}", 1_000m + i), ProjectPhase.Ars);
            await (i % 3 == 0 ? other : engine).DoAsync(cpts, appending_acts.Rename($"Val {i}"), ProjectPhase.Ars);
            await engine.ShouldAgreeAsync();
            if (i == 3) await engine.CatchUpAsync();
        }
    }

    [Fact]
    public async Task lose_no_update_of_a_region_where_many_act_at_once()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        await using var other = await engine.JoinAsync("Funding", workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => engine.BeginAsync($"CPTS {i}")));
        await Task.WhenAll(cpts.SelectMany((id, i) => Enumerable.Range(0, 6).Select(g => (g % 2 == 0 ? engine : other).DoAsync(id, ProjectPhase.Grant($"g{g}", 100m + i), ProjectPhase.Ars))));
        await engine.SettleAsync();
        await engine.CatchUpAsync();

        await engine.ShouldAgreeAsync();
        (await engine.Documents().Regions.RegionAsync("84", new FinancingQuery(2024, null, null, Moment.Now), CancellationToken.None)).Total.Committed
            .ShouldBe(Money.Euros(cpts.Select((_, i) => 6 * (100m + i)).Sum()));
    }

    [Fact]
    public async Task wait_for_a_stalled_appender_and_answer_meanwhile()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        var (late, other) = (await engine.BeginAsync("Lente"), await engine.BeginAsync("Autre"));
        await engine.CatchUpAsync();
        await using var stalled = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await stalled.AppendAsync(StreamId.OfCpts(late), "cpts_renamed", """{"effectiveDate":"2024-02-01","name":"Enfin"}""");
        await engine.DoAsync(other, appending_acts.Rename("Plus tôt"), ProjectPhase.Ars);

        await engine.ShouldAgreeAsync();
        await Task.Delay(TimeSpan.FromSeconds(4)); // past the threshold after which a hole of nobody is passed
        (await engine.WaitingAsync()).Lines.ShouldBe(2);
        await engine.ShouldAgreeAsync();

        await stalled.CommitAsync();
        await engine.CatchUpAsync();
        await engine.ShouldAgreeAsync();
        (await engine.ScalarAsync<string[]>("select array_agg(data -> 'name' ->> 'value' order by data -> 'name' ->> 'value') from funding_marten.mt_doc_dossierline")).ShouldBe(["Enfin", "Plus tôt"]);
    }

    [Fact]
    public async Task pass_a_hole_of_nobody()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        var cpts = await engine.BeginAsync();
        await engine.ScalarAsync<long>("select nextval('funding.mt_events_sequence')");
        await engine.DoAsync(cpts, appending_acts.Rename("Après un trou"), ProjectPhase.Ars);

        await engine.CatchUpAsync();
        await engine.ShouldAgreeAsync();
    }

    [Fact]
    public async Task go_on_with_another_host_when_the_daemon_is_cut_off_in_the_middle()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres, workers: false);
        await using (var loading = await engine.JoinAsync("Funding", workers: true)) await ViewsOfMarten.SeedAsync(loading, 40);
        await using (var dying = await engine.JoinAsync("Marten", workers: true))
        {
            await TestEngine.UntilAsync(() => engine.WaitingAsync(), waiting => waiting.Money < waiting.Lines || waiting.Lines < 1_500, seconds: 60);
            await Sql.RunAsync(engine.Database.SuperuserConnectionString, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'funding_app' and datname = current_database()");
        }

        await using var next = await engine.JoinAsync("Marten", workers: true);
        await next.CatchUpAsync();
        await next.ShouldAgreeAsync();
    }

    private static Task<string> CentsAsync(TestEngine engine) => engine.ScalarAsync<string>(
        """
        select string_agg(concat_ws(' ', id, s ->> 'year', initcap(s ->> 'source'), upper(left(s ->> 'kind', 1)) || substr(s ->> 'kind', 2), s ->> 'cents'), e'\n'
          order by id, (s ->> 'year')::int, initcap(s ->> 'source'), upper(left(s ->> 'kind', 1)) || substr(s ->> 'kind', 2))
        from funding_marten.mt_doc_regionfinancing, jsonb_array_elements(data -> 'sums') s where (s ->> 'cents')::bigint <> 0
        """);
}
