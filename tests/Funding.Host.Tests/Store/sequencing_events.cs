using Npgsql;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class sequencing_events(PostgresFixture postgres)
{
    private static readonly Guid Leader = Guid.NewGuid();

    [Fact]
    public async Task events_that_commit_out_of_order_get_the_next_positions()
    {
        await using var engine = await LedAsync();
        await using var first = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await using var second = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await first.AppendAsync("a");
        await second.AppendAsync("b");
        await second.CommitAsync();

        (await NumberAsync(engine)).ShouldBe(1);
        await first.CommitAsync();
        (await NumberAsync(engine)).ShouldBe(1);

        (await LedgerAsync(engine)).ShouldBe("1:2 2:1 | ");
    }

    [Fact]
    public async Task a_stalled_appender_keeps_nobody_waiting_and_is_not_skipped()
    {
        await using var engine = await LedAsync();
        await using var stalled = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await stalled.AppendAsync("slow");
        await stalled.AppendAsync("slow");
        for (var i = 0; i < 3; i++)
        {
            await AppendAsync(engine, $"quick-{i}");
            (await NumberAsync(engine)).ShouldBe(1);
            (await NumberAsync(engine)).ShouldBe(0);
        }

        (await LedgerAsync(engine)).ShouldBe("1:3 2:4 3:5 | 1-2");
        await stalled.CommitAsync();
        (await NumberAsync(engine)).ShouldBe(2);
        (await LedgerAsync(engine)).ShouldBe("1:3 2:4 3:5 4:1 5:2 | ");
    }

    [Fact]
    public async Task the_holes_of_what_was_rolled_back_are_closed()
    {
        await using var engine = await LedAsync();
        await using (var failed = await Writer.BeginAsync(engine.Database.RuntimeConnectionString))
        {
            await failed.AppendAsync("a");
            await AppendAsync(engine, "b");
            await NumberAsync(engine);
            (await LedgerAsync(engine)).ShouldBe("1:2 | 1-1");
            await failed.RollbackAsync();
        }

        await NumberAsync(engine);
        (await LedgerAsync(engine)).ShouldBe("1:2 | ");
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("superuser")]
    public async Task the_transactions_of_other_roles_are_seen(string role)
    {
        await using var engine = await LedAsync();
        var connection = role == "owner" ? engine.OwnerConnectionString : engine.Database.SuperuserConnectionString;
        await using var foreign = await Writer.BeginAsync(connection);
        await foreign.AppendAsync("a");
        await AppendAsync(engine, "b");
        for (var i = 0; i < 3; i++) await NumberAsync(engine);
        (await LedgerAsync(engine)).ShouldBe("1:2 | 1-1");

        await foreign.CommitAsync();
        await NumberAsync(engine);
        (await LedgerAsync(engine)).ShouldBe("1:2 2:1 | ");
    }

    [Fact]
    public async Task a_transaction_elsewhere_keeps_no_hole_open_and_one_here_only_holes_older_than_itself()
    {
        await using var engine = await LedAsync();
        await using var elsewhere = await Sql.OpenAsync(engine.Database.ElsewhereConnectionString);
        await elsewhere.RunAsync("begin; select txid_current()");
        await using var failed = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await failed.AppendAsync("a");
        await AppendAsync(engine, "b");
        await NumberAsync(engine);
        await using var here = await Sql.OpenAsync(engine.OwnerConnectionString);
        await here.RunAsync("begin; select txid_current()");
        await failed.RollbackAsync();

        await NumberAsync(engine);

        (await LedgerAsync(engine)).ShouldBe("1:2 | ");
    }

    [Fact]
    public async Task a_backend_that_connected_during_the_numbering_is_seen_by_its_second_look()
    {
        await using var engine = await LedAsync();
        // What happens between the two looks of one call happens here between two looks of one transaction.
        await using var looking = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await using var standing = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await standing.AppendAsync("b");
        var first = await looking.AskAsync<string[]>("select funding.alive_transactions()");
        await using var late = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await late.AppendAsync("a");

        (await looking.AskAsync<string[]>("select funding.alive_transactions()")).Except(first).Count().ShouldBe(1);
    }

    [Fact]
    public async Task a_prepared_transaction_is_waited_for_under_its_new_name()
    {
        await using var engine = await LedAsync();
        if (await engine.ScalarAsync<string>("show max_prepared_transactions") == "0")
        {
            // Embedded servers allow none, so there is none to miss; the rule itself can still be seen with a hole and made-up names.
            await Sql.RunAsync(engine.OwnerConnectionString,
                "create or replace function funding.alive_transactions() returns text[] language sql as $$ select array['prepared:later'] $$; "
                + "insert into funding.ledger_holes values (1, 1, array['server:3/7']); update funding.ledger_state set high_mark = 1");
            await NumberAsync(engine);
            (await LedgerAsync(engine)).ShouldBe(" | 1-1");
            await Sql.RunAsync(engine.OwnerConnectionString, "update funding.ledger_holes set alive = array['server:3/7', 'prepared:later']");
            await NumberAsync(engine);
            (await LedgerAsync(engine)).ShouldBe(" | 1-1");
            await Sql.RunAsync(engine.OwnerConnectionString, "create or replace function funding.alive_transactions() returns text[] language sql as $$ select '{}'::text[] $$");
            await NumberAsync(engine);
            (await LedgerAsync(engine)).ShouldBe(" | ");
            return;
        }

        await using var prepared = await Writer.BeginAsync(engine.OwnerConnectionString);
        await prepared.AppendAsync("a");
        await AppendAsync(engine, "b");
        await NumberAsync(engine);
        await prepared.RunAsync("prepare transaction 'late'");
        for (var i = 0; i < 3; i++) await NumberAsync(engine);
        (await LedgerAsync(engine)).ShouldBe("1:2 | 1-1");
        await Sql.RunAsync(engine.OwnerConnectionString, "commit prepared 'late'");
        await NumberAsync(engine);
        (await LedgerAsync(engine)).ShouldBe("1:2 2:1 | ");
    }

    [Fact]
    public async Task fewer_at_a_time_than_there_are_leave_nothing_out()
    {
        await using var engine = await LedAsync();
        await using var late = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await late.AppendAsync("late");
        await late.AppendAsync("late");
        await late.AppendAsync("late");
        for (var i = 0; i < 2; i++) await AppendAsync(engine, $"s{i}");
        await NumberAsync(engine);
        for (var i = 2; i < 6; i++) await AppendAsync(engine, $"s{i}");
        await late.CommitAsync();

        var counts = new List<int>();
        while (await NumberAsync(engine, limit: 2) is > 0 and var count) counts.Add(count);

        counts.ShouldBe([2, 2, 2, 1]);
        (await LedgerAsync(engine)).ShouldBe("1:4 2:5 3:1 4:2 5:3 6:6 7:7 8:8 9:9 | ");
    }

    [Fact]
    public async Task what_is_known_is_never_known_earlier_than_what_came_before()
    {
        await using var engine = await LedAsync();
        foreach (var at in new[] { "2024-02-01T08:00:00Z", "2024-01-01T08:00:00Z", "2024-03-01T08:00:00Z", "2024-02-15T08:00:00Z" })
            await Writer.AppendAsync(engine.Database.RuntimeConnectionString, at, at: at);
        await NumberAsync(engine, limit: 3);
        await NumberAsync(engine);

        (await engine.ScalarAsync<string[]>("select array_agg(to_char(known_at, 'MM-DD') order by position) from funding.ledger")).ShouldBe(["02-01", "02-01", "03-01", "03-01"]);
    }

    [Fact]
    public async Task positions_have_no_gap_whatever_writers_do()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await using var other = await engine.JoinAsync(workers: true);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async w =>
        {
            var random = new Random(w);
            for (var i = 0; i < 30; i++)
            {
                await using var writer = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
                for (var e = random.Next(3); e >= 0; e--) await writer.AppendAsync($"stream-{w}");
                await Task.Delay(random.Next(8));
                await (random.Next(4) == 0 ? writer.RollbackAsync() : writer.CommitAsync());
            }
        }));

        await engine.SettleAsync();
        (await engine.ScalarAsync<bool>("select count(*) = max(position) and count(*) = (select count(*) from funding.mt_events) and min(position) = 1 from funding.ledger")).ShouldBeTrue();
        (await engine.ScalarAsync<long>("select count(*) from funding.ledger l join funding.mt_events e using (seq_id)")).ShouldBe(await engine.ScalarAsync<long>("select count(*) from funding.mt_events"));
        await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select count(*) from funding.ledger_holes"), holes => holes == 0);
    }

    [Fact]
    public async Task only_the_leader_numbers_and_a_lease_from_the_future_is_taken_over()
    {
        await using var engine = await LedAsync();
        await AppendAsync(engine, "a");
        (await engine.ScalarAsync<bool>("select funding.take_lease('sequencer', gen_random_uuid(), interval '6 seconds') is null")).ShouldBeFalse("the hour's lease ends later than a fresh one would");

        (await Should.ThrowAsync<PostgresException>(() => NumberAsync(engine))).SqlState.ShouldBe("CF002");
        (await engine.ScalarAsync<bool>("select funding.take_lease('sequencer', gen_random_uuid(), interval '6 seconds') is null")).ShouldBeTrue();
    }

    private async Task<TestEngine> LedAsync()
    {
        var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.ScalarAsync<long>($"select funding.take_lease('sequencer', '{Leader}', interval '1 hour')");
        return engine;
    }

    private static Task AppendAsync(TestEngine engine, string stream) => Writer.AppendAsync(engine.Database.RuntimeConnectionString, stream);

    private static Task<int> NumberAsync(TestEngine engine, int limit = 1000) => engine.ScalarAsync<int>($"select funding.number_events('{Leader}', 1, {limit})");

    /// <summary>Position and sequence number of each event, then the holes.</summary>
    private static Task<string> LedgerAsync(TestEngine engine) => engine.ScalarAsync<string>(
        "select coalesce((select string_agg(position || ':' || seq_id, ' ' order by position) from funding.ledger), '') || ' | ' || "
        + "coalesce((select string_agg(first || '-' || last, ' ' order by first) from funding.ledger_holes), '')");
}
