using System.Security.Cryptography;
using System.Text;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Settings;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>Store. Single messages to a real receiver, and what becomes of them.</summary>
[Collection(PostgresTests.Name)]
public sealed class sending_webhooks(PostgresFixture postgres)
{
    [Fact]
    public async Task an_event_arrives_as_its_line_of_the_ledger_signed_and_under_a_stable_id()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        var (webhook, secret) = await host.SubscribeAsync(receiver.Url);
        var cpts = await host.BeginAsync();
        await host.SettleAsync();
        var id = Guid.NewGuid();

        (await host.SendAsync(webhook, 2, id)).ShouldBe(new SendOutcome(SendOutcomeKind.Sent, Status: 204));
        await host.SendAsync(webhook, 2, id);

        receiver.All.Count.ShouldBe(2);
        var (first, again) = (receiver.All[0], receiver.All[1]);
        (first.IsSignedWith(secret), again.IsSignedWith(secret)).ShouldBe((true, true));
        (first.Method, first.Path, first.Headers["content-type"], first.Id, again.Id).ShouldBe(("POST", "/hook", "application/cloudevents+json; charset=utf-8", id.ToString(), id.ToString()));
        first.Body.ShouldBe(again.Body);
        var line = await LineAsync(host, 2);
        Encoding.UTF8.GetString(first.Body).ShouldEndWith($",\"data\":{line}}}", Case.Sensitive, "byte for byte what GET /audit/events gives");
        first.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "sequence", "data"]);
        foreach (var (name, value) in new[]
        {
            ("specversion", "1.0"), ("id", first.Json.GetProperty("data").GetProperty("id").GetString()!), ("source", "http://127.0.0.1:5080/api/v1"),
            ("type", "fr.cpts-financement.event.letter_of_intent_accepted.v1"), ("subject", $"cpts-{cpts}"), ("time", "2024-02-01T08:00:00.000000Z"), ("datacontenttype", "application/json"),
            ("sequence", "00000000000000000002"),
        }) first.Member(name).ShouldBe(value);
    }

    [Fact]
    public async Task a_notice_arrives_with_ids_codes_amounts_and_a_link_and_no_name()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        var (webhook, secret) = await host.SubscribeAsync(receiver.Url);
        var (notice, cpts) = (Guid.NewGuid(), Guid.NewGuid());
        await host.RunAsync(
            $$"""
            insert into funding.notices (number, id, kind, roles, region, cpts_id, recorded_at, data)
            values (1, '{{notice}}', 'fir-grant-awarded', '{ars-officer}', '84', '{{cpts}}', '2024-02-01T08:00:00Z', '{"on": "2024-02-01", "amount": 45000.50, "commitmentId": "g"}')
            """);

        var outcome = await host.Get<WebhookChannel>().SendAsync(new DueMessage(Guid.NewGuid(), webhook, notice, null, 1), CancellationToken.None);

        outcome.Kind.ShouldBe(SendOutcomeKind.Sent);
        var got = receiver.All.ShouldHaveSingleItem();
        got.IsSignedWith(secret).ShouldBeTrue();
        (got.Member("id"), got.Member("type"), got.Member("subject")).ShouldBe((notice.ToString(), "fr.cpts-financement.notice.fir-grant-awarded.v1", $"cpts-{cpts}"));
        got.Json.GetProperty("data").GetRawText().ShouldBe(
            $$"""{"cptsId":"{{cpts}}","details":{"amount":45000.5,"commitmentId":"g","on":"2024-02-01"},"id":"{{notice}}","kind":"fir-grant-awarded","link":"http://127.0.0.1:5080/cpts/1","recordedAt":"2024-02-01T08:00:00.000000Z","regionCode":"84"}""");
    }

    [Fact]
    public async Task while_a_secret_is_replaced_both_sign_and_afterwards_only_the_new_one()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        var (webhook, former) = await host.SubscribeAsync(receiver.Url);
        await host.BeginAsync();
        await host.SettleAsync();

        var fresh = (await host.Get<Subscriptions>().RotateAsync(webhook, Guid.NewGuid(), CancellationToken.None))!.Secret;
        await host.SendAsync(webhook);
        await host.RunAsync("update funding.webhook_secrets set valid_until = clock_timestamp() where valid_until is not null");
        await host.SendAsync(webhook);

        receiver.All.Select(it => (it.IsSignedWith(former), it.IsSignedWith(fresh), it.Headers["webhook-signature"].Split(' ').Length)).ShouldBe([(true, true, 2), (false, true, 1)]);
    }

    [Fact]
    public async Task a_receiver_that_answers_410_is_sent_nothing_more()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        var (webhook, _) = await host.SubscribeAsync(receiver.Url);
        await host.BeginAsync();
        await host.SettleWebhooksAsync();
        var first = await host.ScalarAsync<Guid>("select id from funding.deliveries order by number limit 1");
        receiver.Answer = Receiver.Status(410);

        (await host.SendAsync(webhook, 1, first)).Kind.ShouldBe(SendOutcomeKind.Gone);
        (await host.SendAsync(webhook, 2)).Kind.ShouldBe(SendOutcomeKind.Gone);

        receiver.All.Count.ShouldBe(1);
        (await host.ScalarAsync<string>("select string_agg(state, ' ' order by number) from funding.deliveries")).ShouldBe("pending discarded", "the first is its lane's to settle");
        (await host.ScalarAsync<long>("select count(*) from funding.webhook_secrets")).ShouldBe(0);
        await host.BeginAsync();
        await host.SettleWebhooksAsync();
        (await host.ScalarAsync<long>("select count(*) from funding.deliveries")).ShouldBe(2);
    }

    [Fact]
    public async Task an_event_that_is_not_there_is_refused_and_a_paused_subscription_sends_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync();
        var (webhook, _) = await host.SubscribeAsync(receiver.Url);

        (await host.SendAsync(webhook, 99)).Kind.ShouldBe(SendOutcomeKind.Refused);
        (await host.SendAsync(Guid.NewGuid(), 1)).Kind.ShouldBe(SendOutcomeKind.Gone);
        await host.Get<Subscriptions>().PauseAsync(webhook, CancellationToken.None);
        (await host.SendAsync(webhook, 99)).Kind.ShouldBe(SendOutcomeKind.PeerFailed);
        receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_host_without_the_key_of_the_secrets_sends_nothing_and_says_why()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync(new WebhookSettings { SecretsKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        await using var without = await engine.JoinWithWebhooksAsync();
        var (webhook, secret) = await host.SubscribeAsync(receiver.Url);
        await host.BeginAsync();
        await host.SettleAsync();

        (await without.SendAsync(webhook)).Reason!.ShouldContain("Funding__Notifications__Webhooks__SecretsKey");
        (await host.SendAsync(webhook)).Kind.ShouldBe(SendOutcomeKind.Sent);
        receiver.All.ShouldHaveSingleItem().IsSignedWith(secret).ShouldBeTrue();
    }

    private static async Task<string> LineAsync(TestEngine engine, long position)
    {
        await foreach (var line in engine.Get<IAudit>().EventsAsync(position - 1, null, null, CancellationToken.None)) return line.Line;
        throw new InvalidOperationException("No such position.");
    }
}
