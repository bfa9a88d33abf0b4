using System.Text.Json;
using Funding.Domain.Notifying;
using Funding.Engine;
using Funding.Engine.Naming;
using Funding.Host.Tests.Acceptance;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.WholeHost.FullLife;

/// <summary>
/// From acts by HTTP to what a mail server, receivers of webhooks and inboxes get of them: all of a life, in order, once. Cost: whole
/// hosts, a process of node, about a hundred acts and days.
/// </summary>
[Collection(PostgresTests.Name)]
public sealed class full_life_of_a_cpts(PostgresFixture postgres)
{
    [EngineFact]
    public void every_kind_of_notice_is_expected()
        => ExpectedMessages.All.Select(it => it.Message.Kind).Distinct().Order(StringComparer.Ordinal).ShouldBe(Enum.GetValues<NoticeKind>().Select(Slug.Of).Order(StringComparer.Ordinal));

    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task everybody_gets_every_message_that_addresses_them_in_order_and_once(int hosts)
    {
        await using var mail = await Mailboxes.StartAsync();
        await using var first = await LiveHost.StartAsync(postgres, Life.Beginning, mail.Settings);
        await using var second = hosts > 1 ? await first.JoinAsync(Life.Beginning) : null;
        var people = new People(first);
        if (second is not null) people.Hosts.Add(second);
        await people.ToldAsync();
        var before = await first.EventsAsync();
        await using var everything = await Subscriber.OpenAsync(people, "*");
        await using var notices = await Subscriber.OpenAsync(people, "notice.*");
        var life = new Life(people);

        await life.BeginAsync();
        await Mailboxes.OpenAsync(people);
        await life.ProjectAsync();
        await life.ContractAsync();
        await life.YearsAsync();
        await people.DeliveredAsync();
        (await people.ReadAsync("ars-officer", $"/cpts/{Life.Id}")).Json.GetProperty("phase").GetString().ShouldBe("ended");

        var sent = (mail.Count, everything.Count, notices.Count);
        await RebuildAsync(first);
        await people.DeliveredAsync();
        await first.StopAsync();
        await using var next = await first.JoinAsync(Life.Beginning);
        people.Hosts[0] = next;
        await people.DeliveredAsync();
        (mail.Count, everything.Count, notices.Count).ShouldBe(sent, "neither a rebuild nor another start sends anything");
        await life.RecoverAsync();
        await people.DeliveredAsync();

        foreach (var role in Mailboxes.Roles)
        {
            var inbox = await InboxAsync(people, role);
            ShouldBe(inbox.Select(Of), ExpectedMessages.For(role), role);
            mail.ShouldHave(role, inbox);
        }

        mail.ShouldBeSound();
        (await InboxAsync(people, "elsewhere")).ShouldBeEmpty();
        foreach (var subscriber in new[] { everything, notices })
        {
            subscriber.ShouldBeSound();
            subscriber.Others().ShouldBeEmpty();
            foreach (var (subject, isEnvelope) in new[] { ($"cpts-{Life.Id}", false), ("region-84", true) })
                ShouldBe(subscriber.NoticesOf(subject), ExpectedMessages.All.Select(it => it.Message with { Title = "" }).Where(it => it.Kind.StartsWith("envelope", StringComparison.Ordinal) == isEnvelope), subject);
        }

        (await next.ScalarAsync<long>("select (select count(*) from funding.outbox) + (select count(*) from funding.deliveries where state <> 'sent')")).ShouldBe(0, "nothing was set aside, given up or discarded");
        everything.Events().ShouldBe(await Subscriber.LedgerAsync(next, before));
        everything.Count.ShouldBe(everything.Events().Count() + notices.Count);
        notices.Events().ShouldBeEmpty();
    }

    private static void ShouldBe(IEnumerable<Message> actual, IEnumerable<Message> expected, string whose)
        => string.Join('\n', Message.InOrder(actual)).ShouldBe(string.Join('\n', Message.InOrder(expected)), whose);

    private static async Task RebuildAsync(LiveHost host)
    {
        var rebuilds = host.Services.GetRequiredService<IRebuilds>();
        foreach (var view in rebuilds.Views) (await rebuilds.RunAsync(view, new RebuildOptions(RebuildEnd.Swap), null, CancellationToken.None)).Swapped.ShouldBeTrue(view);
    }

    /// <summary>An inbox, the oldest first.</summary>
    private static async Task<List<JsonElement>> InboxAsync(People people, string role)
        => [.. (await people.ReadAsync(role, "/notifications?page[size]=1000")).Json.GetProperty("items").EnumerateArray().Reverse()];

    private static Message Of(JsonElement item)
        => Message.Of(item.GetProperty("at").GetString()!, item.GetProperty("kind").GetString()!, item) with { Title = Message.Plain(item.GetProperty("title").GetString()!) };
}
