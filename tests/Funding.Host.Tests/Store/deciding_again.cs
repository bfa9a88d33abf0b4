using Funding.Engine;
using Funding.Engine.Acting;
using Npgsql;

namespace Funding.Host.Tests.Store;

/// <summary>What the server refuses for a moment is decided again, a bounded number of times; anything else never is.</summary>
[Collection(PostgresTests.Name)]
public sealed class deciding_again(PostgresFixture postgres)
{
    [EngineTheory]
    [InlineData("40P01")] // deadlock
    [InlineData("40001")] // serialization
    public async Task a_conflict_told_by_the_server_is_decided_again(string code)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await RefuseAsync(engine, code, times: 2);

        (await engine.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)).Version.ShouldBe(3);

        (await TriesAsync(engine)).ShouldBe(3);
        (await engine.TypesAsync($"cpts-{cpts}")).ShouldBe(["cpts_registered", "letter_of_intent_accepted", "cpts_renamed"]);
    }

    [EngineFact]
    public async Task a_conflict_without_end_ends_with_a_refusal()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await RefuseAsync(engine, "40P01", times: int.MaxValue);

        (await engine.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)).ShouldBe(new ActRefused(new InProgress()));

        (await TriesAsync(engine)).ShouldBeInRange(2, 50);
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events")).ShouldBe(2);
    }

    [EngineTheory]
    [InlineData("53100")] // disk full: transient for the driver
    [InlineData("55P03")] // lock not available: likewise
    [InlineData("23514")] // a check that does not hold
    [InlineData("23505")] // unique, but on no index that means a conflict
    [InlineData("XX001")] // corruption
    public async Task anything_else_is_told_and_not_tried_again(string code)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await RefuseAsync(engine, code, times: 1);

        (await Should.ThrowAsync<PostgresException>(() => engine.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars))).SqlState.ShouldBe(code);

        (await TriesAsync(engine)).ShouldBe(1);
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events")).ShouldBe(2);
    }

    [EngineTheory]
    [InlineData("select funding.hold_lease('sequencer', gen_random_uuid(), 0)", "CF002")]
    [InlineData("select funding.move_checkpoint('views', 1, 2)", "CF002")]
    public async Task a_refusal_of_our_own_leaves_the_connection_open(string statement, string code)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var connection = await engine.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(statement, connection);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(code);

        connection.FullState.ShouldBe(System.Data.ConnectionState.Open);
    }

    [EngineFact]
    public async Task no_function_refuses_with_a_code_that_ends_the_connection()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);

        (await engine.ScalarAsync<long>("select count(*) from pg_proc where pronamespace = 'funding'::regnamespace and prosrc ~ 'errcode = ''(F0|53|57P|58|XX)'")).ShouldBe(0);
        (await engine.ScalarAsync<long>("select count(*) from pg_proc where pronamespace = 'funding'::regnamespace and prosrc ~ 'errcode = ''CF00[123]'")).ShouldBeGreaterThan(0);
    }

    [EngineFact]
    public async Task every_code_of_ours_is_one_that_the_engine_knows()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);

        (await engine.ScalarAsync<string[]>(
            "select array_agg(distinct code[1] order by code[1]) from pg_proc p, regexp_matches(p.prosrc, 'errcode = ''(CF[0-9A-Z]*)', 'g') code where p.pronamespace = 'funding'::regnamespace"))
            .ShouldBe([EngineCodes.Conflict, EngineCodes.Replaced, EngineCodes.NotCompared]);
    }

    /// <summary>The next inserts of events fail. They are counted by a sequence, which no rollback takes back.</summary>
    private static Task RefuseAsync(TestEngine engine, string code, int times) => Sql.RunAsync(engine.OwnerConnectionString,
        $"""
        create sequence funding.tries;
        create function funding.refuse() returns trigger language plpgsql security definer as
        $$ begin if nextval('funding.tries') <= {times} then raise exception 'not now' using errcode = '{code}'; end if; return new; end $$;
        create trigger refuse before insert on funding.mt_events for each row execute function funding.refuse()
        """);

    private static Task<long> TriesAsync(TestEngine engine) => Sql.AskAsync<long>(engine.OwnerConnectionString, "select last_value from funding.tries");
}
