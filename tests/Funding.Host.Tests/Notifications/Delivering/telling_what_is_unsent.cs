using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Engine.Answering;
using Funding.Engine.Reading;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Notifications.Delivering;

[Collection(PostgresTests.Name)]
public sealed class telling_what_is_unsent(PostgresFixture postgres)
{
    private const string Outbox = "insert into funding.outbox (id, kind, region, recorded_at, data, error) select gen_random_uuid(), 'payment-made', '84', '2024-02-01T07:59:00Z', '{}', ";

    [Fact]
    public async Task nothing_of_messages_waits_in_a_fresh_database_and_views_are_not_waited_for_because_of_them()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        (await MessagesAsync(engine)).ShouldBe([Idle("notices"), Idle("reminders"), Idle("webhooks"), Idle("deliveries")]);

        await engine.QueueAsync([1]);
        (await engine.Get<IProgressReader>().ReadAsync(CancellationToken.None)).ViewsAreComplete().ShouldBeTrue();
    }

    [Fact]
    public async Task what_is_to_be_told_is_counted_with_its_age_and_what_was_set_aside_apart()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.OwnerConnectionString, $"{Outbox} null from generate_series(1, 2)");
        await Sql.RunAsync(engine.OwnerConnectionString, $"{Outbox} 'no' from generate_series(1, 3)");

        (await MessagesAsync(engine))[0].ShouldBe(Idle("notices") with { Waiting = 2, OldestSeconds = 60, Skipped = 3 });
    }

    [Fact]
    public async Task what_is_queued_is_counted_with_its_age_by_the_real_clock_whatever_its_circuit_and_so_are_dead_letters()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1, 2, 3], age: "2 hours");
        await engine.QueueAsync([4, 5]);
        await Sql.RunAsync(engine.OwnerConnectionString, "update funding.deliveries set state = 'dead' where position = 5; update funding.deliveries set next_at = 'infinity' where position = 1; "
            + "insert into funding.lanes (name, failures, open_until) values ('lane', 3, 'infinity')");

        var deliveries = (await MessagesAsync(engine))[3];
        (deliveries.Waiting, deliveries.Skipped).ShouldBe((4, 1));
        deliveries.OldestSeconds!.Value.ShouldBeInRange(7_200, 7_260);
    }

    [Fact]
    public async Task events_wait_for_reminders_and_for_webhooks_as_long_as_somebody_subscribes()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.OwnerConnectionString,
            """
            insert into funding.ledger (position, seq_id, known_at) select n, n, '2024-02-01T07:58:00Z' from generate_series(1, 10) n;
            insert into funding.checkpoints (name, position) values ('reminders', 8), ('webhooks', 9);
            insert into funding.reminders (cpts_id, next_at) values (gen_random_uuid(), '2024-02-01T07:00:00Z'), (gen_random_uuid(), '2024-02-02T07:00:00Z')
            """);
        (await MessagesAsync(engine))[1..3].ShouldBe([Idle("reminders") with { Waiting = 3, OldestSeconds = 3_600 }, Idle("webhooks")]);

        await Sql.RunAsync(engine.OwnerConnectionString, "insert into funding.webhooks (id, url, types, region, opened_at, after) values (gen_random_uuid(), 'https://a.example', '{*}', '*', now(), 0)");
        (await MessagesAsync(engine))[2].ShouldBe(Idle("webhooks") with { Waiting = 1, OldestSeconds = 120 });
    }

    /// <summary>A hundred thousand wait at each place; the same plan holds for more, since it looks at the ends of indexes.</summary>
    [Fact]
    public async Task a_backlog_is_told_without_reading_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.OwnerConnectionString,
            $"""
            {Outbox} null from generate_series(1, 100000);
            insert into funding.deliveries (id, channel, lane, destination, ordering, position, state)
            select gen_random_uuid(), 'email', 'smtp', gen_random_uuid(), 'one', n, case when n % 2 = 0 then 'pending' else 'dead' end from generate_series(1, 200000) n;
            insert into funding.reminders (cpts_id, next_at) select gen_random_uuid(), '2024-01-01' from generate_series(1, 100000);
            analyze funding.outbox, funding.deliveries, funding.reminders
            """);

        (await MessagesAsync(engine)).Select(worker => worker.Waiting).ShouldBe([1_000, 1_000, 0, 1_000]);
        await using var command = engine.Source.CreateCommand("explain (analyze) " + ProgressReader.Select);
        foreach (var parameter in ProgressReader.Parameters(DateTimeOffset.UtcNow)) command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        Regex.Matches(string.Join('\n', plan), @"actual[^)]* rows=(?<rows>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)
            .Select(read => int.Parse(read.Groups["rows"].Value, CultureInfo.InvariantCulture)).Max().ShouldBeLessThanOrEqualTo(1_000, string.Join('\n', plan));
    }

    private static async Task<WorkerProgress[]> MessagesAsync(TestEngine engine) => [.. (await engine.Get<IProgressReader>().ReadAsync(CancellationToken.None)).Workers.Skip(4)];

    private static WorkerProgress Idle(string name) => new(name, 0, null, 0, null);
}
