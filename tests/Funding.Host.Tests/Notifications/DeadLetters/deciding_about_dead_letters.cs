using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Notifying;
using Funding.Host.Notifications.DeadLetters;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Notifications.Delivering;
using Funding.Host.Tests.Store;
using Funding.Host.Tests.Web.SignIn;
using Microsoft.Extensions.Logging.Abstractions;

namespace Funding.Host.Tests.Notifications.DeadLetters;

/// <summary>Host. Dead letters over HTTP: who may, what is told of them, what may be done.</summary>
[Collection(PostgresTests.Name)]
public sealed class deciding_about_dead_letters(PostgresFixture postgres)
{
    private const string Mailbox = "00000000-0000-4000-8000-0000000000d1";
    private const string Notice = "00000000-0000-4000-8000-00000000a001";

    private static readonly string Told = JsonSerializer.Serialize(
        new Notice(NoticeKind.EnvelopeAt80, "84") { On = new DateOnly(2026, 3, 1), BudgetYear = 2026, Amount = Money.Euros(120_000) }, Funding.Engine.Storage.EventJson.Options);

    [Fact]
    public async Task they_are_listed_newest_first_by_channel_and_destination_and_page_by_page()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await MakeAsync(live, "email", 3);
        await MakeAsync(live, "other", 2);
        var admin = live.Token("admin", region: "*");

        Ids(await live.GetAsync("/dead-letters", admin)).ShouldBe([5, 4, 3, 2, 1]);
        Ids(await live.GetAsync("/dead-letters?channel=email", admin)).ShouldBe([3, 2, 1]);
        Ids(await live.GetAsync($"/dead-letters?destination={Guid.NewGuid()}", admin)).ShouldBeEmpty();
        var first = await live.GetAsync("/dead-letters?page[size]=2", admin);
        Ids(first).ShouldBe([5, 4]);
        Ids(await live.GetAsync($"/dead-letters?page[size]=2&page[after]={first.Json.GetProperty("next").GetString()}", admin)).ShouldBe([3, 2]);
        (await live.GetAsync("/dead-letters?page[after]=nonsense!", admin)).Problem.ShouldBe("422 validation");
        (await live.GetAsync("/dead-letters?chanel=email", admin)).Problem.ShouldBe("422 validation");
        (await live.GetAsync("/dead-letters?destination=x", admin)).Problem.ShouldBe("422 validation");
    }

    [Fact]
    public async Task one_is_told_with_its_attempts_and_what_it_would_say()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await MakeAsync(live, "email", 1);

        var letter = (await live.GetAsync($"/dead-letters/{Id(1)}", live.Token("admin", region: "*"))).Json;
        (letter.GetProperty("kind").GetString(), letter.GetProperty("reason").GetString(), letter.GetProperty("attempts")[0].GetProperty("status").GetInt32()).ShouldBe(("envelope-at80", "refusé", 550));
        letter.GetProperty("says").GetProperty("title").GetString()!.ShouldNotBeNullOrWhiteSpace();
        letter.GetProperty("says").GetProperty("text").GetString()!.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task replaying_one_queues_it_under_its_id_as_if_it_had_never_failed_and_twice_is_once()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await MakeAsync(live, "email", 2);
        var admin = live.Token("admin", region: "*");

        for (var time = 0; time < 2; time++)
            (await live.PostAsync($"/dead-letters/{Id(1)}/replay", "", admin)).Text.ShouldBe($$"""{"id":"{{Id(1)}}","state":"pending"}""");
        (await live.ScalarAsync<bool>($"select failures = 0 and reason is null and settled_at is null and queued_at > made_at + interval '3 days' and next_at <= clock_timestamp() from funding.deliveries where id = '{Id(1)}'")).ShouldBeTrue();
        (await live.ScalarAsync<long>("select count(*) from funding.delivery_attempts")).ShouldBe(2, "what was tried stays known");
        Ids(await live.GetAsync("/dead-letters", admin)).ShouldBe([2]);
        (await live.GetAsync($"/dead-letters/{Id(1)}", admin)).Problem.ShouldBe("404 not-found");
    }

    [Fact]
    public async Task replaying_many_takes_those_of_a_channel_or_destination()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await MakeAsync(live, "email", 3);
        await MakeAsync(live, "other", 2);
        var admin = live.Token("admin", region: "*");

        (await live.PostAsync("/dead-letters/replay", $$"""{"destination":"{{Guid.NewGuid()}}"}""", admin)).Text.ShouldBe("""{"replayed":0}""");
        (await live.PostAsync("/dead-letters/replay", """{"channel":"other"}""", admin)).Text.ShouldBe("""{"replayed":2}""");
        Ids(await live.GetAsync("/dead-letters", admin)).ShouldBe([3, 2, 1]);
        (await live.PostAsync("/dead-letters/replay", "{}", admin)).Text.ShouldBe("""{"replayed":3}""");
    }

    [Fact]
    public async Task discarding_one_needs_a_reason_and_keeps_it()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await MakeAsync(live, "email", 1);
        var admin = live.Token("admin", region: "*");

        (await live.PostAsync($"/dead-letters/{Id(1)}/discard", "{}", admin)).Pointers.ShouldBe(["/reason"]);
        (await live.PostAsync($"/dead-letters/{Id(1)}/discard", """{"why":"x"}""", admin)).Problem.ShouldBe("400 malformed");
        (await live.PostAsync($"/dead-letters/{Id(1)}/discard", """{"reason":"Adresse remplacée."}""", admin)).Text.ShouldBe($$"""{"id":"{{Id(1)}}","state":"discarded"}""");
        (await live.ScalarAsync<string>("select reason from funding.deliveries")).ShouldBe("Adresse remplacée.");
        (await live.PostAsync($"/dead-letters/{Id(1)}/replay", "", admin)).Text.ShouldBe($$"""{"id":"{{Id(1)}}","state":"discarded"}""");
    }

    [Fact]
    public async Task only_national_administrators_see_or_decide_anything()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await MakeAsync(live, "email", 1);

        (await live.GetAsync("/dead-letters", null)).Status.ShouldBe(401);
        foreach (var token in new[] { live.Token("admin", region: "84"), live.Token("ars-officer"), live.Token("auditor", region: "*") })
        {
            foreach (var path in new[] { "/dead-letters", $"/dead-letters/{Id(1)}" }) (await live.GetAsync(path, token)).Problem.ShouldBe("403 forbidden");
            foreach (var path in new[] { $"/dead-letters/{Id(1)}/replay", "/dead-letters/replay" }) (await live.PostAsync(path, "", token)).Problem.ShouldBe("403 forbidden");
            (await live.PostAsync($"/dead-letters/{Id(1)}/discard", """{"reason":"x"}""", token)).Problem.ShouldBe("403 forbidden");
        }

        (await live.ScalarAsync<string>("select state from funding.deliveries")).ShouldBe("dead");
        foreach (var (act, body) in new[] { ("replay", ""), ("discard", """{"reason":"x"}""") })
            (await live.PostAsync($"/dead-letters/{Guid.NewGuid()}/{act}", body, live.Token("admin", region: "*"))).Problem.ShouldBe("404 not-found");
    }

    [Fact]
    public async Task the_page_tells_them_in_French()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        (await PageAsync(live, "")).ShouldContain("Aucun message en échec.");
        await MakeAsync(live, "email", 51);

        var page = await PageAsync(live, "?channel=email");
        page.ShouldContain("Messages en échec");
        page.ShouldContain("refusé");
        page.ShouldContain("Plus anciens");
        foreach (var unreadable in new[] { "after=x!", "channel=poste", "channel=%00" }) (await live.PageAsync(Browser.Administrator, $"/messages-en-echec?{unreadable}")).Status.ShouldBe(400, unreadable);
    }

    [Fact]
    public async Task the_page_decides_about_them()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await MakeAsync(live, "other", 4);
        using var browser = live.Browse(Browser.Administrator);

        (await PageAsync(live, $"?id={Id(1)}")).ShouldContain("message non reçu (550), 12 ms", Case.Sensitive, "its attempts");
        (await SendAsync($"/messages-en-echec/{Id(1)}/abandon", ("reason", " "))).ShouldContain("id=\"champ-reason-fault\"");
        (await live.ScalarAsync<long>("select count(*) from funding.deliveries where state = 'dead'")).ShouldBe(4);
        (await SendAsync($"/messages-en-echec/{Id(1)}/abandon", ("reason", "Adresse remplacée."))).ShouldContain("Le message est écarté.");
        (await SendAsync($"/messages-en-echec/{Id(2)}/renvoi")).ShouldContain("Le message va être envoyé de nouveau.");
        (await SendAsync("/messages-en-echec/renvoi", ("channel", "email"))).ShouldContain("0\u00A0message");
        (await SendAsync("/messages-en-echec/renvoi")).ShouldContain("2\u00A0messages");
        (await live.ScalarAsync<string>("select string_agg(state || coalesce(' ' || reason, ''), ', ' order by number) from funding.deliveries")).ShouldBe("discarded Adresse remplacée., pending, pending, pending");

        async Task<string> SendAsync(string to, params (string, string)[] fields)
        {
            using var answer = await Funding.Benchmarks.Running.PageForms.SendAsync(browser, "/messages-en-echec", to, fields);
            return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task a_replayed_message_is_sent_under_its_id_and_its_attempts_are_counted_on()
    {
        var channel = new FakeChannel();
        channel.Always(SendOutcomeKind.Refused, "non");
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.QueueAsync([1], age: "73 hours");
        await using var host = await engine.DeliverAsync(Deliveries.Quick, channel);
        await TestEngine.UntilAsync(() => engine.CountAsync("dead"), dead => dead == 1);

        channel.Always(SendOutcomeKind.Sent);
        var letters = new DeadLetterTable(engine.Source, NullLogger<DeadLetterTable>.Instance);
        (await letters.ReplayAsync(new DeadLetterQuery(), PersonId.System, CancellationToken.None)).ShouldBe(1);
        await TestEngine.UntilAsync(() => engine.CountAsync("sent"), sent => sent == 1);

        channel.Asked.Select(message => message.Attempt).ShouldBe([1, 2]);
        channel.Asked.Select(message => message.Id).Distinct().Count().ShouldBe(1);
        (await engine.ScalarAsync<string[]>("select array_agg(outcome order by attempt) from funding.delivery_attempts")).ShouldBe(["refused", "sent"]);
    }

    private static async Task<string> PageAsync(LiveHost live, string query) => System.Net.WebUtility.HtmlDecode((await live.PageAsync(Browser.Administrator, $"/messages-en-echec{query}")).Text);

    private static Guid Id(int number) => new($"00000000-0000-4000-9000-{number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture)}");

    private static int[] Ids(LiveAnswer answer)
        => [.. answer.Json.GetProperty("items").EnumerateArray().Select(item => int.Parse(item.GetProperty("id").GetString()![^12..], System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Dead letters for one mailbox, each with one attempt, of a notice about an envelope.</summary>
    private static Task<long> MakeAsync(LiveHost live, string channel, int count) => live.ScalarAsync<long>(
        $$"""
        with
        told as (
          insert into funding.notices (number, id, kind, roles, region, recorded_at, data)
          values (1, '{{Notice}}', 'envelope-at80', '{ars-officer}', '84', '2024-02-01T08:00:00Z', '{{Told}}') on conflict do nothing),
        made as (
          insert into funding.deliveries (id, channel, lane, destination, ordering, notice_id, made_at, queued_at, settled_at, state, attempts, failures, reason)
          select ('00000000-0000-4000-9000-' || lpad((n + (select count(*) from funding.deliveries))::text, 12, '0'))::uuid, '{{channel}}', '{{channel}}', '{{Mailbox}}', 'one', '{{Notice}}',
                 clock_timestamp() - interval '4 days', clock_timestamp() - interval '4 days', clock_timestamp(), 'dead', 1, 1, 'refusé' from generate_series(1, {{count}}) n order by n
          returning number),
        tried as (insert into funding.delivery_attempts (delivery, attempt, outcome, status, millis, reason) select number, 1, 'message-failed', 550, 12, 'refusé' from made returning 1)
        select count(*) from tried
        """);
}
