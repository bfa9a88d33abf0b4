using Funding.Domain.Cpts;
using Funding.Engine;
using Funding.Engine.Leading;
using Funding.Engine.Storage;
using Funding.Host.Notifications.Webhooks.FanningOut;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Tests.Store;
using Npgsql;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>Store. From the ledger to the deliveries of subscriptions.</summary>
[Collection(PostgresTests.Name)]
public sealed class handing_events_to_webhooks(PostgresFixture postgres)
{
    private const string Nowhere = "http://127.0.0.1:9/";

    [Fact]
    public async Task a_subscription_gets_what_it_asks_for_of_its_region_from_its_opening_on()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        await host.BeginAsync("Avant");
        await host.SettleAsync();
        var (all, _) = await host.SubscribeAsync(Nowhere);
        var (here, _) = await host.SubscribeAsync(Nowhere, "84");
        var (elsewhere, _) = await host.SubscribeAsync(Nowhere, "11");
        var (letters, _) = await host.SubscribeAsync(Nowhere, "84", "letter_of_intent_accepted", "notice.*");
        var (notices, _) = await host.SubscribeAsync(Nowhere, "*", "notice.*", "notice.fir-grant-awarded");

        var cpts = await host.BeginAsync("Après");
        await host.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        await host.PublishAsync(Funding.Host.Reference.ReferenceFiles.AciTariffs());
        await host.SettleWebhooksAsync();

        var dossier = new[] { $"cpts-{cpts} cpts_registered", $"cpts-{cpts} letter_of_intent_accepted" };
        (await host.DeliveriesAsync(all)).Where(it => !it.StartsWith("aci-tariff", StringComparison.Ordinal)).ShouldBe([.. dossier, "fir-envelope-84-2024 envelope_notified"]);
        (await host.DeliveriesAsync(here)).ShouldBe(await host.DeliveriesAsync(all), "the same, and tariffs are everybody's");
        (await host.DeliveriesAsync(elsewhere)).ShouldNotBeEmpty();
        (await host.DeliveriesAsync(elsewhere)).ShouldAllBe(it => it.StartsWith("aci-tariff", StringComparison.Ordinal));
        (await host.DeliveriesAsync(letters)).ShouldBe([dossier[1]]);
        (await host.DeliveriesAsync(notices)).ShouldBeEmpty();
        (await host.ScalarAsync<string>($"select string_agg(distinct channel || ' ' || lane, ', ') from funding.deliveries where destination = '{here}'")).ShouldBe($"webhook webhook:{here}");
    }

    [Fact]
    public async Task what_happens_while_it_is_paused_is_kept_and_once_it_is_closed_discarded()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        var subscriptions = host.Get<Subscriptions>();
        var (webhook, _) = await host.SubscribeAsync(Nowhere);
        await subscriptions.PauseAsync(webhook, CancellationToken.None);
        await host.BeginAsync();
        await host.SettleWebhooksAsync();
        (await host.ScalarAsync<long>("select count(*) from funding.deliveries where state = 'pending'")).ShouldBe(2);

        await subscriptions.CloseAsync(webhook, "Essai.", null, CancellationToken.None);
        await host.BeginAsync();
        await host.SettleWebhooksAsync();

        (await host.ScalarAsync<string>("select string_agg(state || ' ' || reason, ', ') from funding.deliveries")).ShouldBe("discarded Essai., discarded Essai.");
    }

    [Fact]
    public async Task resumption_makes_what_waits_due_and_forgets_the_failures_of_its_lane()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        var (webhook, _) = await host.SubscribeAsync(Nowhere);
        await host.BeginAsync();
        await host.SettleWebhooksAsync();
        await host.RunAsync($"insert into funding.lanes (name, failures, open_until, reason) values ('webhook:{webhook}', 5, 'infinity', 'x'); update funding.deliveries set next_at = 'infinity', queued_at = '2000-01-01'");

        await host.Get<Subscriptions>().PauseAsync(webhook, CancellationToken.None);
        await host.Get<Subscriptions>().ResumeAsync(webhook, CancellationToken.None);

        (await host.Get<DeliveryLog>().LaneAsync(webhook, CancellationToken.None)).ShouldBe(new LaneState(0, null, null, 2));
        (await host.ScalarAsync<bool>("select bool_and(next_at <= clock_timestamp() and queued_at > clock_timestamp() - interval '1 hour') from funding.deliveries")).ShouldBeTrue();
    }

    [Fact]
    public async Task without_subscriptions_the_checkpoint_follows_and_the_first_one_gets_only_what_comes_after_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        await host.BeginAsync();
        await host.SettleWebhooksAsync();

        var (webhook, _) = await host.SubscribeAsync(Nowhere, "*", "cpts_renamed");
        await host.DoAsync(await host.BeginAsync(), new ChangeCpts("Autre nom", null, null, null, null, null, null, null), ProjectPhase.Ars);
        await host.SettleWebhooksAsync();

        (await host.DeliveriesAsync(webhook)).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("mt_tombstone:tombstone", "{}")]
    [InlineData("payment_made", "{}")]
    [InlineData("payment_made", """{"amount":1e400}""")]
    public async Task an_event_that_nobody_understands_keeps_no_other_waiting(string type, string data)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        var (webhook, _) = await host.SubscribeAsync(receiver.Url, "84");
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(Guid.NewGuid()), type, data);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, "fir-envelope-", type, data);
        await Sql.RunAsync(engine.Database.RuntimeConnectionString,
            "insert into funding.mt_events (seq_id, id, version, data, type) values (nextval('funding.mt_events_sequence'), gen_random_uuid(), 1, '{}', 'x')");
        var sound = await host.BeginAsync();
        await TestEngine.UntilAsync(() => host.DeliveriesAsync(webhook), them => them.Length == 2, 30);

        (await host.DeliveriesAsync(webhook)).ShouldBe([$"cpts-{sound} cpts_registered", $"cpts-{sound} letter_of_intent_accepted"]);
        (await host.ScalarAsync<long>("select count(*) from funding.projection_faults where name = 'webhooks'")).ShouldBe(0);
    }

    [Fact]
    public async Task an_event_whose_delivery_cannot_be_stored_is_skipped_alone_and_told()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.OwnerConnectionString, "alter table funding.deliveries add constraint poison check (position <> 2)");
        await using var host = await engine.JoinWithWebhooksAsync();
        var (webhook, _) = await host.SubscribeAsync(Nowhere);
        await host.BeginAsync();
        await host.BeginAsync();
        await host.SettleWebhooksAsync();

        (await host.ScalarAsync<long[]>($"select array_agg(position order by number) from funding.deliveries where destination = '{webhook}'")).ShouldBe([1, 3, 4]);
        (await host.ScalarAsync<string>("select name || ' ' || position from funding.projection_faults")).ShouldBe("webhooks 2");
    }

    [Fact]
    public async Task with_two_hosts_each_event_is_handed_out_once_and_in_the_order_of_its_dossier()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var one = await engine.JoinWithWebhooksAsync();
        await using var two = await engine.JoinWithWebhooksAsync();
        var (webhook, _) = await one.SubscribeAsync(Nowhere);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var cpts = await (i % 2 == 0 ? one : two).BeginAsync($"CPTS {i}");
            await (i % 2 == 0 ? two : one).DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        }));
        await two.SettleWebhooksAsync();

        (await one.DeliveriesAsync(webhook)).Length.ShouldBe(60);
        (await one.ScalarAsync<bool>("select bool_and(positions = sorted) from (select array_agg(position order by number) as positions, array_agg(position order by position) as sorted from funding.deliveries group by ordering) it")).ShouldBeTrue();
        (await one.ScalarAsync<long>("select count(distinct position) from funding.deliveries")).ShouldBe(60);
    }

    [Fact]
    public async Task who_leads_no_more_hands_nothing_out()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var (former, present) = (new Lease(engine.Source, WebhookFanOut.Name, Guid.NewGuid()), new Lease(engine.Source, WebhookFanOut.Name, Guid.NewGuid()));
        await former.TakeAsync(CancellationToken.None);
        await former.ReleaseAsync();
        (await present.TakeAsync(CancellationToken.None)).ShouldBeTrue();
        NewDelivery[] one = [new(Guid.NewGuid(), Guid.NewGuid(), "cpts-1", 1)];

        var refused = await Should.ThrowAsync<PostgresException>(() => WriteAsync(former));

        refused.SqlState.ShouldBe(EngineCodes.Replaced);
        (await engine.ScalarAsync<long>("select (select count(*) from funding.deliveries) + (select count(*) from funding.checkpoints)")).ShouldBe(0);
        await WriteAsync(present);
        (await engine.ScalarAsync<long>("select count(*) from funding.deliveries")).ShouldBe(1);

        async Task WriteAsync(Lease lease)
        {
            await using var connection = await engine.Source.OpenConnectionAsync();
            await FanOutWriter.WriteAsync(connection, lease, 0, 1, one, CancellationToken.None);
        }
    }

    [Fact]
    public async Task a_checkpoint_that_was_set_back_hands_nothing_out_twice_nor_what_was_there_before_the_subscription()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        await host.BeginAsync("Avant");
        await host.SettleAsync();
        var (webhook, _) = await host.SubscribeAsync(Nowhere);
        await host.BeginAsync();
        await host.SettleWebhooksAsync();

        await Sql.RunAsync(engine.OwnerConnectionString, "update funding.checkpoints set position = 0 where name = 'webhooks'");
        await host.SettleWebhooksAsync();

        (await host.DeliveriesAsync(webhook)).Length.ShouldBe(2);
    }
}
