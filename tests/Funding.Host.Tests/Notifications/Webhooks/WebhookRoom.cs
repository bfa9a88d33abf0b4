using System.Net;
using System.Net.Sockets;
using Funding.Domain;
using Funding.Engine;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Texts;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Settings;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>What tests of webhooks do on the engine: hosts with webhooks, subscriptions, messages sent as a lane would.</summary>
internal static class WebhookRoom
{
    /// <summary>Another host on the database, with its workers and webhooks.</summary>
    public static Task<TestEngine> JoinWithWebhooksAsync(this TestEngine engine, WebhookSettings? settings = null, bool sending = false) => engine.JoinAsync(services =>
    {
        services.AddSingleton(new FundingSettings { Urls = "http://127.0.0.1:5080" });
        services.AddSingleton<INoticeTexts, Texts>();
        services.AddEngineWorkers(new BuiltInEngine()); // the sequencer and the rest
        services.AddWebhooks(settings ?? new());
        if (sending) services.AddDelivery(new NotificationSettings { Retry = new RetrySettings { FirstSeconds = 0.2, MaxSeconds = 1 } });
    });

    /// <summary>Opens a subscription and gives its id and secret.</summary>
    public static async Task<(Guid Id, string Secret)> SubscribeAsync(this TestEngine engine, string url, string region = "*", params string[] types)
    {
        var id = Guid.NewGuid();
        var secret = await engine.Get<Subscriptions>().OpenAsync(id, new NewWebhook(url, types.Length == 0 ? ["*"] : types.ToSequence(), region, null), CancellationToken.None);
        return (id, secret!.Secret);
    }

    /// <summary>Waits until webhooks were handed all that the ledger holds.</summary>
    public static async Task SettleWebhooksAsync(this TestEngine engine, int seconds = 30)
    {
        await engine.SettleAsync(seconds);
        await TestEngine.UntilAsync(
            () => engine.ScalarAsync<bool>("select coalesce((select position from funding.checkpoints where name = 'webhooks'), 0) = (select coalesce(max(position), 0) from funding.ledger)"), it => it, seconds);
    }

    /// <summary>The deliveries of a subscription in their order, as <c>stream type</c>.</summary>
    public static Task<string[]> DeliveriesAsync(this TestEngine engine, Guid webhook) => engine.ScalarAsync<string[]>(
        $"""
        select coalesce(array_agg(d.ordering || ' ' || e.type order by d.number), array[]::text[])
        from funding.deliveries d join funding.ledger l on l.position = d.position join funding.mt_events e on e.seq_id = l.seq_id where d.destination = '{webhook}'
        """);

    /// <summary>Runs a statement.</summary>
    public static Task RunAsync(this TestEngine engine, string statement) => Sql.RunAsync(engine.Database.RuntimeConnectionString, statement);

    /// <summary>Sends the event at a position, as the lane of the subscription does.</summary>
    public static Task<SendOutcome> SendAsync(this TestEngine engine, Guid webhook, long position = 1, Guid? id = null)
        => engine.Get<WebhookChannel>().SendAsync(new DueMessage(id ?? Guid.NewGuid(), webhook, null, position, 1), CancellationToken.None);

    private sealed class Texts : INoticeTexts
    {
        public Task<NoticeText?> OfAsync(Guid noticeId, CancellationToken cancellation)
            => Task.FromResult<NoticeText?>(new("Titre avec le nom de la CPTS", "Texte", "<p>Texte</p>", "http://127.0.0.1:5080/cpts/1"));
    }
}

/// <summary>Names as a test says they resolve; another answer each time if it gives several.</summary>
internal sealed class Names(params string[][] answers) : IHostNames
{
    private int asked;

    public int Asked => asked;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        var answer = answers[Math.Min(Interlocked.Increment(ref asked), answers.Length) - 1];
        return answer.Length == 0 ? throw new SocketException((int)SocketError.HostNotFound) : Task.FromResult(answer.Select(IPAddress.Parse).ToArray());
    }
}
