using Funding.Engine.Settings;
using Funding.Host.Hosting;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Settings;
using Funding.Host.Tests.Ledger;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>Store. Signed heads go to who subscribes to them by name, as a witness outside the database.</summary>
[Collection(PostgresTests.Name)]
public sealed class receiving_heads(PostgresFixture postgres)
{
    [Fact]
    public async Task each_head_reaches_a_subscriber_of_heads_in_order_and_no_other()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var other = await Receiver.StartAsync();
        using var folder = new TestFolder();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await engine.JoinWithWebhooksAsync(sending: true);
        var (webhook, secret) = await host.SubscribeAsync(receiver.Url, types: "ledger-head");
        await host.SubscribeAsync(other.Url);
        await using var sealing = await engine.JoinAsync(services => services.AddFundingLedger(new FundingSettings { Data = folder["data"], Ledger = new LedgerSettings { SignSeconds = 0 } }));

        await host.BeginAsync();
        await host.SettleAsync();
        await TestEngine.UntilAsync(() => host.ScalarAsync<long>("select coalesce(max(size), 0) from funding.ledger_heads"), size => size == 2);
        var heads = (int)await host.ScalarAsync<long>("select count(*) from funding.ledger_heads");
        await receiver.UntilAsync(heads);

        receiver.All.Count.ShouldBe(heads);
        receiver.All.ShouldAllBe(it => it.IsSignedWith(secret) && it.Member("type") == "fr.cpts-financement.ledger-head.v1" && IndependentVerifier.IsSigned(it.Json.GetProperty("data")));
        receiver.All.Select(it => it.Json.GetProperty("data").GetProperty("size").GetInt64()).ShouldBeInOrder();
        receiver.All[^1].Json.GetProperty("data").GetProperty("size").GetInt64().ShouldBe(2);
        other.All.ShouldNotContain(it => it.Member("type").Contains("ledger-head", StringComparison.Ordinal));
        (await host.Get<DeliveryLog>().ReadAsync(webhook, new Funding.Engine.Reading.PageRequest(10), CancellationToken.None)).Items.ShouldAllBe(it => it.Type == "ledger-head");
    }
}
