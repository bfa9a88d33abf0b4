using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Mail;
using Funding.Host.Notifications.Texts;
using Funding.Host.Tests.Notifications.Delivering;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Notifications.Mail;

/// <summary>From the table of deliveries to a real mail server. Cost: a database and a process of node each.</summary>
[Collection(PostgresTests.Name)]
public sealed class notices_by_mail(PostgresFixture postgres)
{
    private static readonly Guid Camille = new("00000000-0000-4000-8000-00000000ca01");

    [Fact]
    public async Task each_arrives_once_in_order_under_the_id_of_its_delivery()
    {
        await using var peer = await MailPeer.StartAsync(new { security = "none" });
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await OpenAsync(engine, Camille, "camille@ars.example");
        await QueueAsync(engine, Camille, 20);
        await using var host = await SendAsync(engine, peer);
        await engine.DeliveredAsync();

        var taken = await TestEngine.UntilAsync(() => Task.FromResult(peer.Taken.ToList()), mails => mails.Count == 20);
        taken.ShouldAllBe(mail => mail.To.Single() == "camille@ars.example");
        taken.Select(mail => writing_mail.Subject(mail.Raw)).ShouldBe(Enumerable.Range(1, 20).Select(n => $"Avis n° {n}"));
        var ids = await engine.ScalarAsync<Guid[]>("select array_agg(id order by number) from funding.deliveries");
        taken.Zip(ids).ShouldAllBe(pair => pair.First.Raw.Contains($"Message-ID: <{pair.Second}@funding.example>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_server_that_went_away_and_came_back_gets_everything_once()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await OpenAsync(engine, Camille, "camille@ars.example");
        var peer = await MailPeer.StartAsync(new { security = "none" });
        await using var host = await SendAsync(engine, peer);
        await QueueAsync(engine, Camille, 5);
        await engine.DeliveredAsync();
        await peer.DisposeAsync();

        await QueueAsync(engine, Camille, 10, from: 6);
        await TestEngine.UntilAsync(() => engine.ScalarAsync<int>("select coalesce(max(failures), 0) from funding.lanes"), failures => failures >= 3, 60);
        await using var back = await MailPeer.StartAsync(new { security = "none", port = peer.Port });
        await engine.DeliveredAsync();

        await TestEngine.UntilAsync(() => Task.FromResult(back.Taken.Count), count => count == 10);
        peer.Taken.Concat(back.Taken).Select(mail => writing_mail.Subject(mail.Raw)).ShouldBe(Enumerable.Range(1, 15).Select(n => $"Avis n° {n}"));
        (await engine.CountAsync("dead")).ShouldBe(0);
    }

    [Fact]
    public async Task an_address_that_the_server_refuses_keeps_no_other_waiting()
    {
        var (never, gone) = (Guid.NewGuid(), Guid.NewGuid());
        await using var peer = await MailPeer.StartAsync(new { security = "none" });
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await OpenAsync(engine, Camille, "camille@ars.example");
        await OpenAsync(engine, never, "never@ars.example");
        await QueueAsync(engine, never, 1);
        await QueueAsync(engine, gone, 1);
        await QueueAsync(engine, Camille, 3);
        await using var host = await SendAsync(engine, peer);
        await engine.DeliveredAsync();

        (await engine.CountAsync("sent"), await engine.CountAsync("dead"), await engine.CountAsync("discarded")).ShouldBe((3, 1, 1));
        (await engine.ScalarAsync<string>("select reason from funding.deliveries where state = 'dead'")).ShouldBe("Le serveur de messagerie refuse le destinataire (550 5.1.1).");
        (await engine.ScalarAsync<long>("select count(*) from funding.delivery_attempts where status = 550")).ShouldBe(8);
    }

    [Fact]
    public async Task a_database_that_does_not_answer_makes_no_dead_letter()
    {
        await using var peer = await MailPeer.StartAsync(new { security = "none" });
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await OpenAsync(engine, Camille, "camille@ars.example");
        proxy.CutAt("funding.mailboxes", deliver: false);
        await QueueAsync(engine, Camille, 2);
        await using var host = await SendAsync(engine, peer, proxy.By);
        await engine.DeliveredAsync();

        proxy.Cuts.ShouldBe(1);
        (await engine.CountAsync("sent")).ShouldBe(2);
    }

    private static Task<TestEngine> SendAsync(TestEngine engine, MailPeer peer, Func<string, string>? by = null) => engine.JoinAsync(
        services => services.AddMail(peer.Settings()).AddSingleton<INoticeTexts>(new Numbered()).AddDelivery(Deliveries.Quick), by);

    private static Task OpenAsync(TestEngine engine, Guid mailbox, string address) => Sql.RunAsync(engine.OwnerConnectionString,
        $"insert into funding.mailboxes (id, address, role, region, opened_at) values ('{mailbox}', '{address}', 'ars-officer', '84', now())");

    /// <summary>Queues numbered notices: the number is the end of the notice's id.</summary>
    private static Task QueueAsync(TestEngine engine, Guid mailbox, int count, int from = 1) => Sql.RunAsync(engine.OwnerConnectionString,
        "insert into funding.deliveries (id, channel, lane, destination, ordering, notice_id) "
        + $"select gen_random_uuid(), 'email', 'smtp', '{mailbox}', 'cpts', ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid from generate_series({from}, {from + count - 1}) n order by n");

    private sealed class Numbered : INoticeTexts
    {
        public Task<NoticeText?> OfAsync(Guid noticeId, CancellationToken cancellation)
        {
            var number = int.Parse(noticeId.ToString()[^12..], System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult<NoticeText?>(new NoticeText($"Avis n° {number}", "Bonjour", "<p>Bonjour</p>", "https://funding.example/"));
        }
    }
}
