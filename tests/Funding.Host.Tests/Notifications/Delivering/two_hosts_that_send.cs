using Funding.Host.Notifications.Delivering;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Notifications.Delivering;

/// <summary>Several hosts on one database. Cost: leases run out, so up to some ten seconds each.</summary>
[Collection(PostgresTests.Name)]
public sealed class two_hosts_that_send(PostgresFixture postgres)
{
    private const int Patience = 60;

    [Fact]
    public async Task no_message_is_sent_by_two_hosts_and_lanes_are_shared()
    {
        var (first, second) = (new FakeChannel(), new FakeChannel());
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        for (var lane = 0; lane < 12; lane++) await engine.QueueAsync(Enumerable.Range(lane * 100, 40), lane: $"lane{lane}");
        await using var one = await engine.DeliverAsync(Deliveries.Quick, first);
        await using var two = await engine.DeliverAsync(Deliveries.Quick, second);
        await engine.DeliveredAsync();

        var sent = first.Positions.Concat(second.Positions).ToList();
        sent.Count.ShouldBe(12 * 40);
        sent.Distinct().Count().ShouldBe(sent.Count);
    }

    [Fact]
    public async Task a_lane_that_is_being_sent_is_left_to_who_sends_it()
    {
        var (first, second) = (new FakeChannel(), new FakeChannel());
        var hold = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Answer = (_, _) => hold.Task;
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1, 2]);
        await using var one = await engine.DeliverAsync(Deliveries.Quick, first);
        await TestEngine.UntilAsync(() => Task.FromResult(first.Asked.Count), asked => asked == 1);
        await using var two = await engine.DeliverAsync(Deliveries.Quick, second);

        // Longer than a lease that nobody renews.
        await Task.Delay(TimeSpan.FromSeconds(8));
        second.Positions.ShouldBeEmpty();
        hold.SetResult(new SendOutcome(SendOutcomeKind.Sent));
        await engine.DeliveredAsync();
        first.Positions.Concat(second.Positions).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task a_host_that_froze_while_sending_records_nothing_when_it_thaws_and_sends_nothing_more()
    {
        var (frozen, other) = (new FakeChannel(), new FakeChannel());
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        var sending = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        frozen.Answer = (_, _) => sending.Task;
        await engine.QueueAsync([1, 2, 3]);
        await using var stale = await engine.DeliverAsync(Deliveries.Quick, proxy.By, frozen);
        await TestEngine.UntilAsync(() => Task.FromResult(frozen.Asked.Count), asked => asked == 1);
        proxy.Freeze();
        await using var live = await engine.DeliverAsync(Deliveries.Quick, other);
        await engine.DeliveredAsync(Patience);

        sending.SetResult(new SendOutcome(SendOutcomeKind.PeerFailed, "trop tard"));
        proxy.Thaw();
        await Task.Delay(TimeSpan.FromSeconds(2));

        frozen.Positions.ShouldBe([1]);
        other.Positions.ShouldBe([1, 2, 3]);
        other.Asked.First().Id.ShouldBe(frozen.Asked.First().Id, "the same message under the same id");
        (await engine.CountAsync("sent")).ShouldBe(3);
        (await engine.ScalarAsync<long>("select (select count(*) from funding.delivery_attempts where outcome <> 'sent') + (select count(*) from funding.lanes)")).ShouldBe(0);
    }

    [Fact]
    public async Task a_result_of_a_host_that_was_replaced_while_it_stood_still_is_refused()
    {
        var channel = new FakeChannel();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        // It has sent, and stands still before it stores the result. Who leads the lane now is another, and sends nothing.
        proxy.CallAt("insert into funding.delivery_attempts", () => Sql.RunAsync(engine.OwnerConnectionString,
            "update funding.leases set expires_at = '-infinity' where name = 'lane:lane'; select funding.take_lease('lane:lane', gen_random_uuid(), interval '6 seconds')").GetAwaiter().GetResult());
        await engine.QueueAsync([1]);
        await using var host = await engine.DeliverAsync(Deliveries.Quick, proxy.By, channel);
        await engine.DeliveredAsync(Patience);

        channel.Asked.Select(message => message.Attempt).ShouldBe([1, 1], "the first was not stored, and is made again once the lane is this host's");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_result_whose_storing_was_cut_off_is_stored_again_and_the_message_is_not_sent_again(bool stored)
    {
        var channel = new FakeChannel();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        proxy.CutAt("insert into funding.delivery_attempts", deliver: stored);
        await engine.QueueAsync([1, 2]);
        await using var host = await engine.DeliverAsync(Deliveries.Quick, proxy.By, channel);
        await engine.DeliveredAsync();

        proxy.Cuts.ShouldBe(1);
        channel.Positions.ShouldBe([1, 2]);
        (await engine.ScalarAsync<long>("select count(*) from funding.delivery_attempts")).ShouldBe(2);
        (await engine.ScalarAsync<int>("select max(attempts) from funding.deliveries")).ShouldBe(1);
    }

    [Fact]
    public async Task a_message_whose_host_died_between_sending_and_storing_is_sent_again_under_the_same_id()
    {
        var (dead, other) = (new FakeChannel(), new FakeChannel());
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        proxy.FreezeAt("insert into funding.delivery_attempts");
        await engine.QueueAsync([1]);
        await using var stale = await engine.DeliverAsync(Deliveries.Quick, proxy.By, dead);
        await TestEngine.UntilAsync(() => Task.FromResult(proxy.Cuts), cuts => cuts == 1);
        await using var live = await engine.DeliverAsync(Deliveries.Quick, other);
        await engine.DeliveredAsync(Patience);

        other.Asked.Single().ShouldBe(dead.Asked.Single(), "the same id, and the same number of attempt: the first was never stored");
        (await engine.ScalarAsync<long>("select count(*) from funding.delivery_attempts")).ShouldBe(1);
        proxy.Thaw();
    }
}
