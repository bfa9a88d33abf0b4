using Funding.Host.Tests.Acceptance;

namespace Funding.Host.Tests.Notifications;

/// <summary>Host. Requests that store no event, under an idempotency key: the contract is that of acts.</summary>
[Collection(PostgresTests.Name)]
public sealed class writing_under_a_key(PostgresFixture postgres)
{
    private const string Mailbox = """{"address":"cpts@ars-ara.sante.fr","role":"ars-officer","regionCode":"84"}""";
    private const string Cpts = """{"name":"CPTS du Vallon","regionCode":"84","departmentCode":"69","population":65000}""";

    [EngineFact]
    public async Task the_first_answer_is_given_again_and_nothing_is_done_twice()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        await DieAsync(live, 2);
        var admin = live.Token("admin", region: "*");

        (await live.PostAsync("/dead-letters/replay", "{}", admin, Key("k"))).Text.ShouldBe("""{"replayed":2}""");
        await DieAsync(live, 1);

        (await live.PostAsync("/dead-letters/replay", "{}", admin, Key("k"))).Text.ShouldBe("""{"replayed":2}""");
        (await live.ScalarAsync<long>("select count(*) from funding.deliveries where state = 'dead'")).ShouldBe(1, "what died since is another matter");
        (await live.PostAsync("/dead-letters/replay", "{}", live.Token("admin", "autre", region: "*"), Key("k"))).Text.ShouldBe("""{"replayed":1}""");
    }

    [EngineFact]
    public async Task a_key_is_good_for_one_request_be_it_an_act_or_not()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        var officer = live.Token("ars-officer");

        (await live.PostAsync("/notifications/read-all", """{"upTo":0}""", officer, Key("k1"))).Text.ShouldBe("""{"unread":0}""");
        (await live.PostAsync("/notifications/read-all", """{"upTo":1}""", officer, Key("k1"))).Problem.ShouldBe("422 idempotency-key-reused");
        (await live.PostAsync("/cpts", Cpts, officer, Key("k1"))).Problem.ShouldBe("422 idempotency-key-reused");
        (await live.PostAsync("/cpts", Cpts, officer, Key("k2"))).Status.ShouldBe(201);
        (await live.PostAsync("/notifications/read-all", "{}", officer, Key("k2"))).Problem.ShouldBe("422 idempotency-key-reused");
        (await live.PostAsync("/notifications/read-all", "{}", officer, Key(new string('k', 256)))).Problem.ShouldBe("400 malformed");
    }

    [EngineFact]
    public async Task a_refusal_is_not_kept()
    {
        await using var live = await LiveHost.StartAsync(postgres);

        (await live.PostAsync("/dead-letters/replay", "{}", live.Token("ars-officer", "a.martin"), Key("k"))).Problem.ShouldBe("403 forbidden");
        (await live.PostAsync("/dead-letters/replay", "{}", live.Token("admin", "a.martin", region: "*"), Key("k"))).Text.ShouldBe("""{"replayed":0}""");
    }

    [EngineFact]
    public async Task an_address_is_kept_in_no_answer_and_made_once_all_the_same()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        var admin = live.Token("admin", region: "84");

        var first = await live.PostAsync("/mailboxes", Mailbox, admin, Key("k"));
        var again = await live.PostAsync("/mailboxes", Mailbox, admin, Key("k"));

        (first.Status, again.Text).ShouldBe((201, first.Text));
        (await live.PostAsync("/mailboxes", Mailbox.Replace("cpts@", "autre@", StringComparison.Ordinal), admin, Key("k"))).Problem.ShouldBe("422 idempotency-key-reused");
        (await live.ScalarAsync<bool>("select bool_or(answer::text like '%sante.fr%') from funding.idempotency")).ShouldBeFalse();
    }

    [EngineFact]
    public async Task the_document_tells_of_the_key_wherever_one_is_taken()
    {
        await using var live = await LiveHost.StartAsync(postgres);

        var paths = (await live.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json.GetProperty("paths");

        foreach (var path in new[] { "notifications/read-all", "notifications/{id}/read", "mailboxes", "webhooks", "webhooks/{id}/secrets", "dead-letters/replay", "dead-letters/{id}/discard" })
            paths.GetProperty($"/api/v1/{path}").GetProperty("post").GetProperty("parameters").EnumerateArray().ShouldContain(it => it.GetProperty("name").GetString() == "Idempotency-Key", path);
    }

    private static (string, string) Key(string key) => ("Idempotency-Key", key);

    private static async Task DieAsync(LiveHost live, int count)
        => (await live.ScalarAsync<long>(
            $"with made as (insert into funding.deliveries (id, channel, lane, destination, ordering, position, state, settled_at) "
            + $"select gen_random_uuid(), 'none', 'none', gen_random_uuid(), 'one', 1, 'dead', clock_timestamp() from generate_series(1, {count}) returning 1) select count(*) from made")).ShouldBe(count);
}
