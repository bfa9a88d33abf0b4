using Funding.Host.Notifications.Delivering;
using Funding.Host.Settings;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Notifications.Delivering;

[Collection(PostgresTests.Name)]
public sealed class peers_that_fail(PostgresFixture postgres)
{
    private readonly FakeChannel channel = new();

    [Fact]
    public async Task a_dead_peer_is_tried_with_one_message_at_a_time_and_costs_the_others_nothing()
    {
        channel.Always(SendOutcomeKind.PeerFailed, "délai");
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        for (var ordering = 0; ordering < 20; ordering++) await engine.QueueAsync(Enumerable.Range(ordering * 100, 10), ordering: $"o{ordering}");
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);
        await TestEngine.UntilAsync(() => Task.FromResult(channel.Asked.Count), asked => asked >= 6, 60);
        var failures = await engine.ScalarAsync<int>("select failures from funding.lanes where name = 'lane'");
        (failures, channel.Most).ShouldBe((channel.Asked.Count, 1), "each attempt opened the circuit anew");
        (await engine.CountAsync("dead")).ShouldBe(0);
        (await engine.ScalarAsync<long>("select sum(failures) from funding.deliveries")).ShouldBe(1, "the first only, when nobody knew");
        (await engine.ScalarAsync<string>("select reason from funding.lanes")).ShouldBe("délai");

        channel.Always(SendOutcomeKind.Sent);
        await engine.DeliveredAsync();
        (await engine.CountAsync("sent")).ShouldBe(200);
        (await engine.ScalarAsync<bool>("select failures = 0 and open_until is null and reason is null from funding.lanes")).ShouldBeTrue();
        var sent = channel.Positions.Distinct().GroupBy(position => position / 100);
        foreach (var positions in sent) positions.ShouldBeInOrder();
    }

    [Fact]
    public async Task an_open_circuit_lets_nothing_through()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1], lane: "open");
        await Sql.RunAsync(engine.OwnerConnectionString, "insert into funding.lanes (name, failures, open_until) values ('open', 3, clock_timestamp() + interval '10 minutes')");
        await using var host = await engine.DeliverAsync(new NotificationSettings(), channel);

        // Lanes are looked at anew for each of these.
        for (var sent = 1; sent <= 3; sent++)
        {
            await engine.QueueAsync([sent + 10], lane: "closed");
            await TestEngine.UntilAsync(() => engine.CountAsync("sent"), count => count == sent, 60);
        }

        channel.Positions.ShouldBe([11, 12, 13]);
    }

    [Fact]
    public async Task an_outage_of_one_lane_is_none_of_another()
    {
        channel.Answer = (message, _) => Task.FromResult(new SendOutcome(message.Position < 10 ? SendOutcomeKind.PeerFailed : SendOutcomeKind.Sent, "délai"));
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1, 2, 3], lane: "dead");
        await engine.QueueAsync(Enumerable.Range(10, 50), lane: "live");
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);

        await TestEngine.UntilAsync(() => engine.CountAsync("sent"), sent => sent == 50, 60);
        (await engine.CountAsync("pending")).ShouldBe(3);
    }

    [Fact]
    public async Task what_has_waited_for_three_days_for_a_dead_peer_becomes_dead_letters_with_the_reason_of_the_lane()
    {
        channel.Always(SendOutcomeKind.PeerFailed, "délai");
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync(Enumerable.Range(1, 5), age: "73 hours");
        await engine.QueueAsync([6, 7]);
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);

        await TestEngine.UntilAsync(() => engine.CountAsync("dead"), dead => dead == 5, 60);
        (await engine.ScalarAsync<long>("select count(*) from funding.deliveries where state = 'dead' and reason = 'délai'")).ShouldBe(5);
        (await engine.CountAsync("pending")).ShouldBe(2);
        channel.Positions.Count(position => position <= 5).ShouldBe(1, "the others end with the lane, and are not tried for it");
    }

    [Fact]
    public async Task a_single_ordering_whose_first_message_breaks_the_peer_is_not_stuck_for_ever()
    {
        channel.FailAt(1, SendOutcomeKind.PeerFailed);
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1, 2, 3]);
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);

        await TestEngine.UntilAsync(() => engine.CountAsync("sent"), sent => sent == 2, 120);
        channel.Positions.Count(position => position == 1).ShouldBeGreaterThanOrEqualTo(PendingDelivery.PassedAfterAttempts);
    }

    [Fact]
    public async Task a_circuit_opened_before_the_server_s_clock_was_set_back_is_not_waited_for()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1]);
        await Sql.RunAsync(engine.OwnerConnectionString, "insert into funding.lanes (name, failures, open_until) values ('lane', 3, clock_timestamp() + interval '1 hour')");
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);

        await engine.DeliveredAsync();
    }
}
