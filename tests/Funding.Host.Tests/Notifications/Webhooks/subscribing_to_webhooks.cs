using System.Text.Json;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Web.SignIn;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>Host. Subscriptions over HTTP: who may, what is refused, what is shown once.</summary>
[Collection(PostgresTests.Name)]
public sealed class subscribing_to_webhooks(PostgresFixture postgres)
{
    private const string Body = """{"url":"http://127.0.0.1:9/hook","types":["fir_grant_awarded","notice.*","fir_grant_awarded"],"regionCode":"84","description":"Essai"}""";

    [Fact]
    public async Task the_secret_is_shown_once_and_the_subscription_as_often_as_it_is_asked_for()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        var admin = live.Token("admin", region: "84");

        var opened = await live.PostAsync("/webhooks", Body, admin);

        opened.Status.ShouldBe(201);
        opened.Json.GetProperty("secret").GetString()!.ShouldStartWith("whsec_");
        var id = opened.Json.GetProperty("id").GetString();
        var found = await live.GetAsync($"/webhooks/{id}", admin);
        found.Text.ShouldNotContain("whsec_");
        (await live.GetAsync("/webhooks", admin)).Text.ShouldNotContain("whsec_");
        Shape(found.Json).ShouldBe(
            $$$"""{"id":"{{{id}}}","url":"http://127.0.0.1:9/hook","types":["fir_grant_awarded","notice.*"],"regionCode":"84","description":"Essai","state":"active","openedAt":"2024-02-01T08:00:00.000000Z","lane":{"failures":0,"waiting":0}}""");
        found.Json.GetProperty("secrets").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task only_administrators_and_a_regional_one_only_for_her_region()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        var (here, elsewhere, nation) = (live.Token("admin", region: "84"), live.Token("admin", region: "11"), live.Token("admin", region: "*"));
        var id = (await live.PostAsync("/webhooks", Body, here)).Json.GetProperty("id").GetString();
        var national = (await live.PostAsync("/webhooks", Body.Replace("\"84\"", "\"*\"", StringComparison.Ordinal), nation)).Json.GetProperty("id").GetString();

        (await live.PostAsync("/webhooks", Body, elsewhere)).Problem.ShouldBe("403 forbidden");
        (await live.PostAsync("/webhooks", Body.Replace("\"84\"", "\"*\"", StringComparison.Ordinal), here)).Problem.ShouldBe("403 forbidden");
        foreach (var role in new[] { "ars-officer", "auditor", "am-officer" })
        {
            (await live.PostAsync("/webhooks", Body, live.Token(role))).Problem.ShouldBe("403 forbidden");
            (await live.GetAsync($"/webhooks/{id}", live.Token(role))).Problem.ShouldBe("403 forbidden");
        }

        (await live.GetAsync($"/webhooks/{id}", null)).Status.ShouldBe(401);
        foreach (var path in new[] { "", "/deliveries" }) (await live.GetAsync($"/webhooks/{id}{path}", elsewhere)).Problem.ShouldBe("404 not-found");
        foreach (var act in new[] { "secrets", "pause", "resumption", "test" }) (await live.PostAsync($"/webhooks/{id}/{act}", "", elsewhere)).Problem.ShouldBe("404 not-found");
        (await live.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{id}", token: elsewhere)).Problem.ShouldBe("404 not-found");
        (await live.GetAsync($"/webhooks/{national}", here)).Problem.ShouldBe("404 not-found");
        Ids(await live.GetAsync("/webhooks", here)).ShouldBe([id]);
        Ids(await live.GetAsync("/webhooks", elsewhere)).ShouldBeEmpty();
        Ids(await live.GetAsync("/webhooks", nation)).ShouldBe([id, national], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"url":"https://10.0.0.1/","types":["*"],"regionCode":"84"}""", "/url")]
    [InlineData("""{"url":"http://recepteur.example/","types":["*"],"regionCode":"84"}""", "/url")]
    [InlineData("""{"url":"https://recepteur.example/","types":["fir_grant_given","notice.nothing","*","FIR_GRANT_AWARDED"],"regionCode":"84"}""", "/types/0", "/types/1", "/types/3")]
    [InlineData("""{"url":"https://recepteur.example/","types":[],"regionCode":"84"}""", "/types")]
    [InlineData("""{"url":"https://recepteur.example/","types":["*"],"regionCode":"99"}""", "/regionCode")]
    [InlineData("""{}""", "/url", "/types", "/regionCode")]
    public async Task what_cannot_be_is_refused_with_all_its_faults(string body, params string[] pointers)
    {
        await using var live = await LiveHost.StartAsync(postgres);

        var refused = await live.PostAsync("/webhooks", body, live.Token("admin", region: "*"));

        refused.Problem.ShouldBe("422 validation");
        refused.Pointers.ShouldBe(pointers, ignoreOrder: true);
        (await live.ScalarAsync<long>("select count(*) from funding.webhooks")).ShouldBe(0);
    }

    [Fact]
    public async Task unknown_members_and_parameters_are_refused()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        var admin = live.Token("admin", region: "*");

        (await live.PostAsync("/webhooks", """{"url":"https://recepteur.example/","types":["*"],"regionCode":"84","secret":"x"}""", admin)).Problem.ShouldBe("400 malformed");
        (await live.GetAsync("/webhooks?region=84", admin)).Problem.ShouldBe("422 validation");
        (await live.GetAsync("/webhooks?state=open", admin)).Problem.ShouldBe("422 validation");
        (await live.GetAsync("/webhooks/1", admin)).Problem.ShouldBe("404 not-found");
    }

    [Fact]
    public async Task a_request_made_again_under_its_key_opens_nothing_more_and_shows_the_same_secret()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        var admin = live.Token("admin", region: "84");

        var first = await live.PostAsync("/webhooks", Body, admin, ("Idempotency-Key", "k1"));
        var again = await live.PostAsync("/webhooks", Body, admin, ("Idempotency-Key", "k1"));
        var other = await live.PostAsync("/webhooks", Body.Replace("Essai", "Autre", StringComparison.Ordinal), admin, ("Idempotency-Key", "k1"));

        (again.Status, again.Text).ShouldBe((201, first.Text));
        other.Problem.ShouldBe("422 idempotency-key-reused");
        (await live.ScalarAsync<long>("select count(*) from funding.webhooks")).ShouldBe(1);
        var path = $"/webhooks/{first.Json.GetProperty("id").GetString()}/secrets";
        var rotated = await live.PostAsync(path, "", admin, ("Idempotency-Key", "k1"));
        (await live.PostAsync(path, "", admin, ("Idempotency-Key", "k1"))).Json.GetProperty("secret").GetString().ShouldBe(rotated.Json.GetProperty("secret").GetString());
        (await live.ScalarAsync<long>("select count(*) from funding.webhook_secrets where valid_until is null")).ShouldBe(1);
    }

    [Fact]
    public async Task a_request_made_again_shows_no_secret_that_was_made_since()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        var admin = live.Token("admin", region: "84");
        var id = (await live.PostAsync("/webhooks", Body, admin, ("Idempotency-Key", "k1"))).Json.GetProperty("id").GetString();

        (await live.PostAsync($"/webhooks/{id}/secrets", "", admin)).Status.ShouldBe(200);
        (await live.ScalarAsync<int>("with over as (update funding.webhook_secrets set valid_until = clock_timestamp() - interval '1 hour' where valid_until is not null returning 1) select count(*)::int from over")).ShouldBe(1);

        (await live.PostAsync("/webhooks", Body, admin, ("Idempotency-Key", "k1"))).Text.ShouldNotContain("whsec_");
    }

    [Fact]
    public async Task a_trial_is_signed_and_tells_what_came_back_even_while_it_is_paused()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await using var receiver = await Receiver.StartAsync();
        var admin = live.Token("admin", region: "84");
        var opened = await live.PostAsync("/webhooks", Body.Replace("http://127.0.0.1:9/hook", receiver.Url, StringComparison.Ordinal), admin);
        var path = $"/webhooks/{opened.Json.GetProperty("id").GetString()}";

        var sent = await live.PostAsync($"{path}/test", "", admin);
        (await live.PostAsync($"{path}/pause", "", admin)).Json.GetProperty("state").GetString().ShouldBe("paused");
        receiver.Answer = Receiver.Status(500);
        var failed = await live.PostAsync($"{path}/test", "", admin);

        (sent.Json.GetProperty("outcome").GetString(), sent.Json.GetProperty("status").GetInt32()).ShouldBe(("sent", 204));
        (failed.Json.GetProperty("outcome").GetString(), failed.Json.GetProperty("reason").GetString()).ShouldBe(("peer-failed", "Le destinataire a répondu 500."));
        receiver.All.Select(it => it.Member("type")).ShouldBe(["fr.cpts-financement.ping.v1", "fr.cpts-financement.ping.v1"]);
        receiver.All.ShouldAllBe(it => it.IsSignedWith(opened.Json.GetProperty("secret").GetString()!));
        (await live.PostAsync($"{path}/resumption", "", admin)).Json.GetProperty("state").GetString().ShouldBe("active");
        (await live.GetAsync($"{path}/deliveries", admin)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task once_closed_it_is_listed_only_when_asked_for_and_takes_nothing_more()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        var admin = live.Token("admin", region: "84");
        var id = (await live.PostAsync("/webhooks", Body, admin)).Json.GetProperty("id").GetString();

        var closed = await live.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{id}", token: admin);
        (closed.Status, closed.Json.GetProperty("state").GetString()).ShouldBe((200, "closed"));
        (await live.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{id}", token: admin)).Status.ShouldBe(200);
        foreach (var act in new[] { "secrets", "pause", "resumption", "test" }) (await live.PostAsync($"/webhooks/{id}/{act}", "", admin)).Problem.ShouldBe("409 webhook-closed");
        Ids(await live.GetAsync("/webhooks", admin)).ShouldBeEmpty();
        Ids(await live.GetAsync("/webhooks?state=closed", admin)).ShouldBe([id]);
        (await live.ScalarAsync<long>("select count(*) from funding.webhook_secrets")).ShouldBe(0);
    }

    [Fact]
    public async Task the_page_shows_subscriptions_and_what_was_sent_without_what_may_be_a_secret_of_the_receiver()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await using var receiver = await Receiver.StartAsync();
        (await live.PageAsync(Browser.Administrator, "/webhooks")).Text.ShouldContain("Aucun abonnement.");
        var body = Body.Replace("http://127.0.0.1:9/hook", $"http://127.0.0.1:{receiver.Port}/jeton-secret", StringComparison.Ordinal).Replace("notice.*", "envelope_notified", StringComparison.Ordinal);
        await live.PostAsync("/webhooks", body, live.Token("admin", region: "84"));
        await live.PostAsync("/fir-envelopes", """{"regionCode":"84","year":2024,"kind":"initial","total":1000,"fungible":1000,"reference":"A"}""", live.Token("admin", region: "*"));
        await receiver.UntilAsync(1);

        var page = await Store.TestEngine.UntilAsync(async () => System.Net.WebUtility.HtmlDecode((await live.PageAsync(Browser.Administrator, "/webhooks")).Text), text => text.Contains("Envoyé", StringComparison.Ordinal), seconds: 60);

        page.ShouldContain($"http://127.0.0.1:{receiver.Port}/");
        page.ShouldNotContain("jeton-secret");
        page.ShouldContain("envelope_notified");
        page.ShouldContain("(204)");
        (await live.PageAsync(Browser.Administrator, $"/webhooks?id={Guid.NewGuid()}")).Status.ShouldBe(404);
        (await live.PageAsync(Browser.Administrator, "/webhooks?after=zz")).Status.ShouldBe(404);
    }

    private static string?[] Ids(LiveAnswer answer) => [.. answer.Json.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetString())];

    private static string Shape(JsonElement webhook)
        => JsonSerializer.Serialize(webhook.EnumerateObject().Where(member => member.Name != "secrets").ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal));
}
