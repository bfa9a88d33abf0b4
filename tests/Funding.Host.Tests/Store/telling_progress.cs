using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Domain.Cpts;
using Funding.Engine.Answering;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class telling_progress(PostgresFixture postgres)
{
    [EngineFact]
    public async Task nothing_waits_when_the_workers_are_done_and_each_is_led()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.BeginAsync();
        await engine.SettleAsync();

        var progress = await TestEngine.UntilAsync(() => ReadAsync(engine), read => Engines(read).All(worker => worker.Led));
        Engines(progress).Select(worker => worker with { Lease = null }).ShouldBe([Idle("sequencer"), Idle("views"), Idle("due-dates")]);
        progress.ViewsAreComplete().ShouldBeTrue();
        Engines(progress).Select(worker => worker.Lease!.SecondsLeft).ShouldAllBe(left => left > 0 && left <= 6);
    }

    [EngineFact]
    public async Task what_waits_is_counted_with_its_age_while_no_worker_ever_ran()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2024-05-15T09:00:00Z", workers: false);
        var id = await engine.BeginAsync();
        await engine.DoAsync(id, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2024-07-15T22:01:00Z");

        var progress = await ReadAsync(engine);
        Engines(progress).ShouldBe([
            Idle("sequencer") with { Waiting = 3, OldestSeconds = 61 * 86_400 + 13 * 3_600 + 60 }, Idle("views"), Idle("due-dates") with { Waiting = 1, OldestSeconds = 60 }]);
        progress.ViewsAreComplete().ShouldBeFalse();
    }

    [EngineFact]
    public async Task a_worker_that_stopped_is_seen_in_the_tables_and_so_is_who_led_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using (var host = await engine.JoinAsync(workers: true)) await TestEngine.UntilAsync(() => ReadAsync(host), read => Engines(read).All(worker => worker.Led));

        var stopped = await ReadAsync(engine);
        Engines(stopped).ShouldAllBe(worker => !worker.Led && worker.Lease!.SecondsLeft == 0);

        await using var other = await engine.JoinAsync(workers: true);
        var taken = await TestEngine.UntilAsync(() => ReadAsync(other), read => Engines(read).All(worker => worker.Led));
        foreach (var (before, after) in Engines(stopped).Zip(Engines(taken)))
        {
            after.Lease!.Holder.ShouldNotBe(before.Lease!.Holder);
            after.Lease.Since.ShouldBeGreaterThan(before.Lease.Since);
        }
    }

    [EngineFact]
    public async Task a_leader_leads_since_it_began_and_begins_anew_after_a_break()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var holder = Guid.NewGuid();
        var first = await TakeAsync();
        (await TakeAsync()).ShouldBe(first);

        await engine.ScalarAsync<long>("with late as (update funding.leases set expires_at = clock_timestamp() - interval '1 second' returning 1) select count(*) from late");
        (await TakeAsync()).Since.ShouldBeGreaterThan(first.Since);

        async Task<(Guid Holder, DateTimeOffset Since)> TakeAsync()
        {
            (await engine.ScalarAsync<long>($"select funding.take_lease('views', '{holder}', interval '6 seconds')")).ShouldBe(1);
            var lease = (await ReadAsync(engine)).Workers[1].Lease!;
            return (lease.Holder, lease.Since);
        }
    }

    [EngineTheory]
    [InlineData("'-infinity'")]
    [InlineData("clock_timestamp() + interval '1 hour'")] // taken before the server's clock was set back
    public async Task a_lease_that_nobody_would_respect_is_none(string until)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.ScalarAsync<long>($"with it as (insert into funding.leases (name, holder, token, expires_at) values ('views', gen_random_uuid(), 1, {until}) returning 1) select count(*) from it");

        (await ReadAsync(engine)).Workers[1].Led.ShouldBeFalse();
    }

    [EngineFact]
    public async Task events_that_could_not_be_projected_are_counted()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var id = await engine.BeginAsync();
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, Funding.Engine.Storage.StreamId.OfCpts(id), "service_certified");
        await engine.SettleAsync();

        Engines(await ReadAsync(engine)).Select(worker => worker.Skipped).ShouldBe([0, 1, 0]);
    }

    [EngineFact]
    public async Task late_events_in_holes_wait_for_the_sequencer_too()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var late = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await late.AppendAsync("late", at: "2024-01-31T08:00:00Z");
        await engine.BeginAsync();
        await using (var sequencer = await engine.JoinAsync(workers: true)) await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select count(*) from funding.ledger"), count => count == 2);

        await late.CommitAsync();

        (await ReadAsync(engine)).Workers[0].ShouldBe(Idle("sequencer") with { Waiting = 1, OldestSeconds = 86_400, Lease = (await ReadAsync(engine)).Workers[0].Lease });
    }

    /// <summary>A hundred thousand wait here; the same plan holds for three million, since it looks at the ends of indexes.</summary>
    [EngineFact]
    public async Task a_backlog_is_told_without_reading_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.OwnerConnectionString,
            """
            insert into funding.mt_streams (id, version) values ('much', 100000);
            insert into funding.mt_events (seq_id, id, stream_id, version, data, type, timestamp)
            select nextval('funding.mt_events_sequence'), gen_random_uuid(), 'much', n, '{}', 'unknown', '2024-01-31T08:00:00Z' from generate_series(1, 100000) n;
            insert into funding.ledger (position, seq_id, known_at) select seq_id, seq_id, timestamp from funding.mt_events where seq_id <= 40000;
            update funding.ledger_state set high_mark = 40000;
            analyze funding.mt_events, funding.ledger
            """);

        Engines(await ReadAsync(engine)).Select(worker => worker.Waiting).ShouldBe([60_000, 40_000, 0]);
        var plan = await PlanAsync(engine);
        plan.ShouldNotContain("Seq Scan on mt_events");
        plan.ShouldNotContain("Seq Scan on ledger ");
        Regex.Matches(plan, @"actual[^)]* rows=(?<rows>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking).Select(read => int.Parse(read.Groups["rows"].Value, CultureInfo.InvariantCulture)).Max().ShouldBeLessThanOrEqualTo(1_000, plan);
    }

    private static async Task<string> PlanAsync(TestEngine engine)
    {
        await using var command = engine.Source.CreateCommand("explain (analyze) " + ProgressReader.Select);
        foreach (var parameter in ProgressReader.Parameters(DateTimeOffset.UtcNow)) command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    /// <summary>The workers of the engine; those of messages have tests of their own.</summary>
    /// <summary>Those of every engine; who seals is told among the tests of the ledger.</summary>
    private static IEnumerable<WorkerProgress> Engines(WorkProgress progress) => progress.Workers.Where(worker => worker.Name is WorkerNames.Sequencer or WorkerNames.Views or WorkerNames.DueDates);

    private static WorkerProgress Idle(string name) => new(name, 0, null, 0, null);

    private static Task<WorkProgress> ReadAsync(TestEngine engine) => engine.Get<IProgressReader>().ReadAsync(CancellationToken.None);
}
