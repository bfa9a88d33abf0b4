using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>Store. From an act to a receiver that verifies signatures, by the workers of one host or two.</summary>
[Collection(PostgresTests.Name)]
public sealed class receiving_webhooks(PostgresFixture postgres)
{
    private const int Patience = 60;

    [Fact]
    public async Task with_two_hosts_a_receiver_gets_each_event_once_and_those_of_each_dossier_in_their_order()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var one = await engine.JoinWithWebhooksAsync(sending: true);
        await using var two = await engine.JoinWithWebhooksAsync(sending: true);
        var (_, secret) = await one.SubscribeAsync(receiver.Url, "84");
        await one.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            var (first, second) = i % 2 == 0 ? (one, two) : (two, one);
            var cpts = await first.BeginAsync($"CPTS {i}");
            await second.DoAsync(cpts, ProjectPhase.Grant("g", 1_000m), ProjectPhase.Ars);
            await first.DoAsync(cpts, new Certify("g", "c", 1, Money.Euros(10m)), ProjectPhase.Ars);
        }));
        await one.SettleWebhooksAsync(Patience);
        await DoneAsync(one);

        var events = await one.ScalarAsync<long>("select count(*) from funding.mt_events");
        receiver.All.Count.ShouldBe((int)events);
        receiver.All.ShouldAllBe(it => it.IsSignedWith(secret));
        receiver.All.Select(it => it.Id).Distinct().Count().ShouldBe((int)events);
        foreach (var dossier in receiver.All.GroupBy(it => it.Member("subject")))
            dossier.Select(it => it.Json.GetProperty("data").GetProperty("version").GetInt64()).ShouldBe(Enumerable.Range(1, dossier.Count()).Select(version => (long)version), dossier.Key);
    }

    [Fact]
    public async Task a_receiver_that_fails_for_a_while_gets_everything_in_order_once_it_is_back()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync(sending: true);
        var (webhook, _) = await host.SubscribeAsync(receiver.Url);
        receiver.Answer = Receiver.Status(503, ("Retry-After", "1"));
        await host.BeginAsync();
        await receiver.UntilAsync(2);
        (await host.Get<DeliveryLog>().LaneAsync(webhook, CancellationToken.None)).Failures.ShouldBeGreaterThan(0);
        var refused = receiver.All.Count;

        receiver.Answer = Receiver.Status(204);
        await DoneAsync(host);

        receiver.All.Skip(refused).Where(it => it.Member("type").Contains("event", StringComparison.Ordinal)).Select(it => it.Json.GetProperty("data").GetProperty("version").GetInt64()).TakeLast(2).ShouldBe([1, 2]);
        var log = await host.Get<DeliveryLog>().ReadAsync(webhook, new Funding.Engine.Reading.PageRequest(10), CancellationToken.None);
        log.Items.Select(it => (it.Type, it.State)).ShouldBe([("letter_of_intent_accepted", "sent"), ("cpts_registered", "sent")]);
        var attempts = log.Items[1].Attempts;
        (attempts[0].Outcome, attempts[0].Status, attempts[0].Reason, attempts[^1].Outcome, attempts[^1].Status).ShouldBe(("peer-failed", 503, "Le destinataire a répondu 503.", "sent", 204));
    }

    [Fact]
    public async Task while_it_is_paused_nothing_is_sent_and_afterwards_everything()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var other = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync(sending: true);
        var (webhook, _) = await host.SubscribeAsync(receiver.Url);
        await host.SubscribeAsync(other.Url);
        await host.Get<Subscriptions>().PauseAsync(webhook, CancellationToken.None);
        await host.BeginAsync();
        await other.UntilAsync(2);
        await host.BeginAsync();
        await other.UntilAsync(4);

        receiver.All.ShouldBeEmpty("lanes were looked at meanwhile");
        (await host.ScalarAsync<long>($"select sum(attempts)::bigint from funding.deliveries where destination = '{webhook}'")).ShouldBe(0);
        await host.Get<Subscriptions>().ResumeAsync(webhook, CancellationToken.None);
        (await receiver.UntilAsync(4)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task what_is_left_for_one_that_was_closed_while_it_was_paused_is_discarded()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync(sending: true);
        var (webhook, _) = await host.SubscribeAsync(receiver.Url);
        await host.Get<Subscriptions>().PauseAsync(webhook, CancellationToken.None);
        await host.BeginAsync();
        await host.SettleWebhooksAsync();

        // As if it was just being sent: what is being sent when a subscription is closed stays.
        var sending = await host.ScalarAsync<Guid>($"select id from funding.deliveries where destination = '{webhook}' order by number limit 1");
        await host.Get<Subscriptions>().CloseAsync(webhook, "Essai.", sending, CancellationToken.None);

        await TestEngine.UntilAsync(() => host.ScalarAsync<long>("select count(*) from funding.deliveries where state = 'discarded'"), gone => gone == 2, 30);
        receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_receiver_that_is_gone_is_told_nothing_more_and_what_waited_is_discarded()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync(sending: true);
        var (webhook, _) = await host.SubscribeAsync(receiver.Url);
        receiver.Answer = Receiver.Status(410);
        await host.BeginAsync();
        await TestEngine.UntilAsync(async () => (await host.Get<Subscriptions>().FindAsync(webhook, CancellationToken.None))!.State, state => state == WebhookState.Closed, Patience);
        await host.SettleWebhooksAsync(Patience);
        await DoneAsync(host);

        receiver.All.Count.ShouldBeInRange(1, 2, "the second event may have been under way");
        (await host.ScalarAsync<long>("select count(*) from funding.deliveries where state <> 'discarded'")).ShouldBe(0);
    }

    [Fact]
    public async Task an_event_whose_body_cannot_be_made_is_a_dead_letter_and_those_behind_it_pass()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync(sending: true);
        await host.SubscribeAsync(receiver.Url);
        var cpts = await host.BeginAsync();
        await receiver.UntilAsync(2);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, Engine.Storage.StreamId.OfCpts(cpts), "payment_made", """{"amount":1e400}""");
        await host.BeginAsync();

        (await receiver.UntilAsync(4)).Count.ShouldBe(4);
        await DoneAsync(host);
        (await host.ScalarAsync<string>("select string_agg(state || ' ' || position, ', ') from funding.deliveries where state <> 'sent'")).ShouldBe("dead 3");
    }

    /// <summary>Waits until nothing waits any more.</summary>
    private static Task<long> DoneAsync(TestEngine engine) => TestEngine.UntilAsync(
        () => engine.ScalarAsync<long>("select count(*) from funding.deliveries where state = 'pending'"), waiting => waiting == 0, Patience);
}
