using Funding.Host.Notifications.Delivering;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Notifications.Delivering;

[Collection(PostgresTests.Name)]
public sealed class sending_what_is_due(PostgresFixture postgres)
{
    private readonly FakeChannel channel = new();

    [Fact]
    public async Task messages_of_one_ordering_arrive_in_order_and_once_and_each_attempt_is_kept()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync(Enumerable.Range(1, 250));
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);
        await engine.DeliveredAsync();

        channel.Positions.ShouldBe(Enumerable.Range(1, 250).Select(position => (long)position));
        channel.Asked.ShouldAllBe(message => message.Attempt == 1 && message.Destination == Deliveries.Destination);
        (await engine.CountAsync("sent")).ShouldBe(250);
        (await engine.ScalarAsync<long>("select count(*) from funding.delivery_attempts where attempt = 1 and outcome = 'sent'")).ShouldBe(250);
    }

    [Fact]
    public async Task several_go_out_at_once_but_never_two_of_one_ordering()
    {
        var wide = new FakeChannel { AtOnce = 4 };
        var underway = new HashSet<long>();
        var overlapped = false;
        wide.Answer = async (message, cancellation) =>
        {
            var ordering = message.Position!.Value / 100;
            lock (underway) overlapped |= !underway.Add(ordering);
            await Task.Delay(10, cancellation);
            lock (underway) underway.Remove(ordering);
            return new SendOutcome(SendOutcomeKind.Sent);
        };
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        for (var ordering = 1; ordering <= 6; ordering++) await engine.QueueAsync(Enumerable.Range(ordering * 100, 10), ordering: $"o{ordering}");
        await using var host = await engine.DeliverAsync(Deliveries.Quick, wide);
        await engine.DeliveredAsync();

        wide.Most.ShouldBe(4);
        overlapped.ShouldBeFalse();
        foreach (var positions in wide.Positions.GroupBy(position => position / 100)) positions.ShouldBeInOrder();
    }

    [Fact]
    public async Task a_message_that_fails_is_waited_for_until_its_third_failure_and_then_overtaken()
    {
        channel.FailAt(1, SendOutcomeKind.MessageFailed);
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1, 2, 3]);
        await engine.QueueAsync([11, 12], ordering: "other");
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);
        await engine.DeliveredAsync();

        channel.Positions.Where(position => position < 10).TakeWhile(position => position == 1).Count().ShouldBe(3, "three attempts before anything overtakes");
        channel.Positions.Take(4).ShouldContain(11, "another ordering does not wait");
        channel.Positions.Count(position => position == 1).ShouldBe(8);
        (await engine.CountAsync("sent"), await engine.CountAsync("dead")).ShouldBe((4, 1));
        (await engine.ScalarAsync<string>("select reason from funding.deliveries where state = 'dead'")).ShouldBe("raison");
        (await engine.ScalarAsync<long>("select count(*) from funding.delivery_attempts where outcome = 'message-failed'")).ShouldBe(8);
    }

    [Theory]
    [InlineData(nameof(SendOutcomeKind.MessageFailed), 8)]
    [InlineData(nameof(SendOutcomeKind.Refused), 1)]
    [InlineData(nameof(SendOutcomeKind.PeerFailed), 8)] // the peer breaks at this one only
    public async Task a_poison_message_among_many_ends_as_the_only_dead_letter(string kind, int attempts)
    {
        channel.FailAt(50, Enum.Parse<SendOutcomeKind>(kind));
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        for (var ordering = 0; ordering < 10; ordering++) await engine.QueueAsync(Enumerable.Range(ordering * 100, 100), ordering: $"o{ordering}");
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);

        // As long as others come in between, the peer answers them: fresh ones keep coming until the poison is dead.
        var more = 10_000;
        await TestEngine.UntilAsync(
            async () =>
            {
                await engine.QueueAsync([more++], ordering: "fresh");
                return await engine.CountAsync("dead");
            },
            dead => dead == 1, 120);

        await engine.DeliveredAsync();
        (await engine.CountAsync("dead")).ShouldBe(1);
        channel.Positions.Count(position => position == 50).ShouldBeGreaterThanOrEqualTo(attempts);
        channel.Positions.Where(position => position != 50).GroupBy(position => position).ShouldAllBe(sent => sent.Count() == 1);
    }

    [Fact]
    public async Task a_fault_of_ours_is_a_dead_letter_at_once_and_keeps_nobody_waiting()
    {
        channel.Answer = (message, _) => message.Position == 1 ? throw new FormatException("Camille Lenoir") : Task.FromResult(new SendOutcome(SendOutcomeKind.Sent));
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1, 2]);
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);
        await engine.DeliveredAsync();

        channel.Positions.ShouldBe([1, 2]);
        (await engine.ScalarAsync<string>("select reason from funding.deliveries where state = 'dead'")).ShouldBe("Erreur interne (FormatException).");
        (await engine.ScalarAsync<string>("select outcome from funding.delivery_attempts a join funding.deliveries d on d.number = a.delivery where d.state = 'dead'")).ShouldBe("fault");
    }

    [Fact]
    public async Task what_is_for_a_destination_that_is_gone_is_discarded_and_other_destinations_are_not()
    {
        var other = Guid.NewGuid();
        channel.Answer = (message, _) => Task.FromResult(new SendOutcome(message.Destination == other ? SendOutcomeKind.Sent : SendOutcomeKind.Gone));
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1, 2, 3]);
        await engine.QueueAsync([4], destination: other);
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);
        await engine.DeliveredAsync();

        channel.Positions.ShouldBe([1, 4], ignoreOrder: true);
        (await engine.CountAsync("discarded"), await engine.CountAsync("sent")).ShouldBe((3, 1));
    }

    [Fact]
    public async Task what_was_settled_long_ago_is_forgotten_with_its_attempts_and_dead_letters_are_not()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1, 2, 3, 4]);
        await Sql.RunAsync(engine.OwnerConnectionString,
            """
            update funding.deliveries set settled_at = clock_timestamp() - case position when 4 then interval '89 days' else interval '91 days' end,
              state = case position when 1 then 'sent' when 2 then 'discarded' when 3 then 'dead' else 'sent' end;
            insert into funding.delivery_attempts (delivery, attempt, outcome, millis) select number, 1, 'sent', 1 from funding.deliveries
            """);
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);

        await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select count(*) from funding.deliveries"), left => left == 2);
        (await engine.ScalarAsync<long[]>("select array_agg(position order by position) from funding.deliveries")).ShouldBe([3, 4]);
        (await engine.ScalarAsync<long>("select count(*) from funding.delivery_attempts")).ShouldBe(2);
    }

    [Fact]
    public async Task what_no_channel_takes_waits_and_in_the_end_is_a_dead_letter()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1], lane: "smtp", channel: "smtp", age: "73 hours");
        await engine.QueueAsync([2], lane: "smtp", channel: "smtp", age: "71 hours");
        await engine.QueueAsync([3], age: "73 hours");
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);

        await TestEngine.UntilAsync(() => engine.CountAsync("dead"), dead => dead == 1);
        await TestEngine.UntilAsync(() => engine.CountAsync("sent"), sent => sent == 1);
        (await engine.CountAsync("pending")).ShouldBe(1);
        channel.Positions.ShouldBe([3], "old is no reason not to try");
    }
}
