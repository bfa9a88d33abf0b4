using Funding.Engine;
using Funding.Engine.Acting;
using Npgsql;
using static Funding.Host.Tests.Store.RebuiltEngine;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class stopped_rebuilds(PostgresFixture postgres)
{
    private const int Chunk = 50;

    [Fact]
    public async Task go_on_from_the_chunk_where_they_were_cancelled()
    {
        await using var engine = await StartAsync(postgres);
        var before = await engine.ContentsAsync();
        await StopAsync(engine, after: 2 * Chunk);
        (await engine.ScalarAsync<long>("select position from funding.rebuilds")).ShouldBe(2 * Chunk);

        (await engine.RebuildAsync(Regions)).ShouldBe(new(Regions, 2 * Chunk, await engine.CheckpointAsync(), null, true));

        (await engine.ContentsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task go_on_from_the_last_whole_chunk_when_their_connection_is_killed_in_the_middle_of_one()
    {
        await using var engine = await StartAsync(postgres);
        var before = await engine.ContentsAsync();
        await using var keeper = await Sql.OpenAsync(engine.Database.SuperuserConnectionString);
        await using var killer = await Sql.OpenAsync(engine.Database.SuperuserConnectionString);
        var stopped = engine.Rebuilds(Chunk).RunAsync(Regions, new(), new Told(reached =>
        {
            if (reached != Chunk) return;
            using var keep = new NpgsqlCommand("begin; lock table funding_rebuild.cpts_facts in exclusive mode", keeper);
            keep.ExecuteNonQuery();
        }), CancellationToken.None);

        // It has sent entries of the second chunk and waits to send facts.
        var pid = await TestEngine.UntilAsync(() => killer.AskAsync<int>("select coalesce(min(pid), 0) from pg_locks where not granted and relation = to_regclass('funding_rebuild.cpts_facts')"), waiting => waiting > 0);
        await killer.RunAsync($"select pg_terminate_backend({pid})");
        await Should.ThrowAsync<NpgsqlException>(() => stopped);
        await keeper.RunAsync("rollback");

        (await engine.RebuildAsync(Regions)).ShouldBe(new(Regions, Chunk, await engine.CheckpointAsync(), null, true));
        (await engine.ContentsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task go_on_where_some_of_the_indexes_were_made()
    {
        await using var engine = await StartAsync(postgres);
        var shape = await engine.ShapeAsync();
        await engine.DamageAsync("update funding.entries set cents = cents + 1");
        (await engine.RebuildAsync(Regions)).Swapped.ShouldBeFalse(); // built, compared and kept
        await engine.DamageAsync("update funding.entries set cents = cents - 1");
        await engine.DamageAsync("update funding.rebuilds set indexed = false; drop index funding_rebuild.entries_by_day; alter table funding_rebuild.cpts_facts drop constraint cpts_facts_pkey");

        (await engine.RebuildAsync(Regions)).ShouldSatisfyAllConditions(it => it.ResumedAt.ShouldBeGreaterThan(0), it => it.Swapped.ShouldBeTrue());

        (await engine.ShapeAsync()).ShouldBe(shape);
    }

    [Theory]
    [InlineData("update funding.rebuilds set code = 'older'", "other code")]
    [InlineData("create index entries_by_kind on funding.entries (kind)", "an index more")]
    [InlineData("alter table funding.entries add column note text", "a column more")]
    [InlineData("grant delete on funding.entries to funding_app", "a right more")]
    [InlineData("drop table funding_rebuild.cpts_facts", "a table lost")]
    public async Task are_begun_anew_when_they_no_longer_fit(string change, string what)
    {
        await using var engine = await StartAsync(postgres);
        await StopAsync(engine, after: Chunk);
        await engine.DamageAsync(change);
        var shape = await engine.ShapeAsync();

        (await engine.RebuildAsync(Regions)).ShouldBe(new(Regions, 0, await engine.CheckpointAsync(), null, true), what);
        (await engine.ShapeAsync()).ShouldBe(shape, what);
    }

    [Fact]
    public async Task are_begun_anew_when_that_is_asked()
    {
        await using var engine = await StartAsync(postgres);
        await StopAsync(engine, after: Chunk);

        (await engine.Get<IRebuilds>().RunAsync(Regions, new(Restart: true), null, CancellationToken.None)).ResumedAt.ShouldBe(0);
    }

    [Fact]
    public async Task one_at_a_time_the_second_is_refused_and_harms_nothing()
    {
        await using var engine = await StartAsync(postgres);
        await using var other = await engine.JoinAsync(workers: false);
        RebuildRefusedException? refused = null;
        var report = await engine.Rebuilds(Chunk).RunAsync(Regions, new(), new Told(_ => refused ??= Should.Throw<RebuildRefusedException>(() => other.RebuildAsync(Dossiers))), CancellationToken.None);

        refused!.Refusal.ShouldBe(RebuildRefusal.AnotherRuns);
        report.Swapped.ShouldBeTrue();
        (await other.RebuildAsync(Dossiers)).Swapped.ShouldBeTrue("the lock is given back");
    }

    [Theory]
    [InlineData(Regions, "entries")]
    [InlineData(Dossiers, "dossiers")]
    public async Task a_reader_that_does_not_end_stops_a_swap_but_no_act(string view, string table)
    {
        await using var engine = await StartAsync(postgres);
        await using var dump = await Sql.OpenAsync(engine.Database.SuperuserConnectionString);
        await dump.RunAsync($"begin; select count(*) from funding.{table}");

        var kept = engine.Rebuilds(Chunk, TimeSpan.FromSeconds(2)).RunAsync(view, new(), null, CancellationToken.None);
        var acts = new List<Task<ActOutcome>>();
        while (!kept.IsCompleted)
        {
            acts.Add(engine.TryAsync(Guid.NewGuid(), ProjectPhase.Registration(Guid.NewGuid()), ProjectPhase.Ars));
            await Task.WhenAny(kept, Task.Delay(20));
        }

        (await Should.ThrowAsync<RebuildRefusedException>(() => kept)).Refusal.ShouldBe(RebuildRefusal.ViewIsKept);
        (await Task.WhenAll(acts)).ShouldAllBe(outcome => outcome is ActDone);
        await dump.RunAsync("commit");
        (await engine.RebuildAsync(view)).Swapped.ShouldBeTrue();
    }

    [Theory]
    [InlineData("update funding.checkpoints set position = position + 1 where name = 'views'")]
    [InlineData("update funding.rebuilds set position = position - 1")]
    [InlineData("update funding.rebuilds set indexed = false")]
    [InlineData("alter table funding.entries add column note text")]
    public async Task nothing_is_swapped_when_anything_moved_since_the_comparison(string move)
    {
        await using var engine = await StartAsync(postgres);
        await engine.DamageAsync("update funding.entries set cents = 0");
        (await engine.RebuildAsync(Regions)).Swapped.ShouldBeFalse(); // built, compared and kept
        var (position, oid) = (await engine.CheckpointAsync(), await engine.OidAsync("entries"));
        await engine.DamageAsync(move);

        var refused = await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(engine.Database.RuntimeConnectionString, $"select funding.swap_rebuild('regions', {position}, {position})"));

        refused.SqlState.ShouldBe("CF003", refused.MessageText);
        (await engine.OidAsync("entries")).ShouldBe(oid);
    }

    [Theory]
    [InlineData("select funding.begin_rebuild('mt_events', '', false)", "22023")]
    [InlineData("select funding.swap_rebuild('entries; drop table funding.mt_events', 0, 0)", "22023")]
    [InlineData("select funding.swap_rebuild(null, 0, 0)", "22023")]
    [InlineData("create table funding_rebuild.mine (id int)", "42501")]
    [InlineData("drop table funding_rebuild.faults", "42501")]
    public async Task the_run_time_role_makes_and_swaps_nothing_else(string statement, string state)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);

        var refused = await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(engine.Database.RuntimeConnectionString, statement));

        refused.SqlState.ShouldBe(state, refused.MessageText);
    }

    private static async Task StopAsync(TestEngine engine, long after)
    {
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => engine.Rebuilds(Chunk).RunAsync(Regions, new(), new Told(reached =>
        {
            if (reached == after) stop.Cancel();
        }), stop.Token));
    }

    private sealed class Told(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
