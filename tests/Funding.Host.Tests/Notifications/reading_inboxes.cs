using System.Text;
using System.Text.Json;
using Funding.Domain.Rights;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Notifications;

/// <summary>Inboxes and addresses by HTTP, on the whole host.</summary>
[Collection(PostgresTests.Name)]
public sealed class reading_inboxes(PostgresFixture postgres)
{
    private const string Grant =
        """{"id":"g","budgetYear":2024,"amount":1000,"purpose":"Ingénierie","instalments":[{"dueOn":"2024-06-01","amount":1000}]}""";

    [EngineFact]
    public async Task each_role_reads_what_addresses_it_in_its_scope_and_nothing_else()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var cpts = await GrantedAsync(host);

        var mine = (await host.GetAsync("/notifications", host.Token("cpts", "presidente", region: null, cpts: cpts))).Json;
        mine.GetProperty("unread").GetInt32().ShouldBe(1);
        var item = mine.GetProperty("items").EnumerateArray().Single();
        item.GetProperty("kind").GetString().ShouldBe("fir-grant-awarded");
        item.GetProperty("title").GetString().ShouldBe("Subvention du FIR de 1\u202F000,00\u202F€\u00A0: CPTS du Vallon");
        item.GetProperty("text").GetString()!.ShouldContain("L’ARS a accordé le 1er\u00A0février\u00A02024 à la CPTS du Vallon (Rhône, Auvergne-Rhône-Alpes) une subvention");
        item.GetProperty("link").GetString().ShouldEndWith($"/cpts/{cpts}");
        (item.GetProperty("cptsId").GetGuid(), item.GetProperty("amount").GetDecimal(), item.GetProperty("read").GetBoolean(), item.GetProperty("regionCode").GetString()).ShouldBe((cpts, 1000m, false, "84"));

        (await KindsAsync(host, host.Token("ars-accountant"))).ShouldBe(["fir-grant-awarded"]);
        (await KindsAsync(host, host.Token("ars-accountant", region: "*"))).ShouldBe(["fir-grant-awarded"]);
        (await KindsAsync(host, host.Token("auditor", region: "84"))).ShouldBe(["fir-grant-awarded"]);
        (await KindsAsync(host, host.Token("auditor", region: "*"))).ShouldBe(["fir-grant-awarded"]);
        (await KindsAsync(host, host.Token("ars-officer"))).ShouldBeEmpty();
        (await KindsAsync(host, host.Token("ars-accountant", region: "11"))).ShouldBeEmpty();
        (await KindsAsync(host, host.Token("auditor", region: "11"))).ShouldBeEmpty();
        (await KindsAsync(host, host.Token("am-officer", region: "84", departments: "69"))).ShouldBeEmpty();
        (await KindsAsync(host, host.Token("cpts", "autre", region: null, cpts: Guid.NewGuid()))).ShouldBeEmpty();
        (await KindsAsync(host, host.Token("admin", region: "*"))).ShouldBeEmpty();
    }

    [EngineFact]
    public async Task assurance_maladie_of_a_department_reads_of_that_department_only()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var cpts = await GrantedAsync(host);
        (await host.PostAsync($"/cpts/{cpts}/health-project", "{}", host.Token("ars-officer"))).Status.ShouldBe(200);
        (await host.PostAsync($"/cpts/{cpts}/health-project/validation", "{}", host.Token("ars-officer"))).Status.ShouldBe(200);

        await TestEngine.UntilAsync(() => KindsAsync(host, host.Token("am-officer", "f.durand")), kinds => kinds.SequenceEqual(["health-project-validated"]));
        (await KindsAsync(host, host.Token("am-officer", departments: "69"))).ShouldBe(["health-project-validated"]);
        (await KindsAsync(host, host.Token("am-officer", departments: "38"))).ShouldBeEmpty();
        (await KindsAsync(host, host.Token("ars-officer"))).ShouldBe(["health-project-validated", "health-project-submitted"]);
    }

    [EngineFact]
    public async Task what_is_read_is_of_one_person_and_read_all_stops_at_what_was_shown()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var cpts = await GrantedAsync(host);
        foreach (var id in new[] { "g2", "g3" }) (await host.PostAsync($"/cpts/{cpts}/fir-grants", Grant.Replace("\"g\"", $"\"{id}\"", StringComparison.Ordinal), host.Token("ars-officer"))).Status.ShouldBe(200);
        var (leroy, faure) = (host.Token("ars-accountant", "c.leroy"), host.Token("ars-accountant", "d.faure"));
        await TestEngine.UntilAsync(() => KindsAsync(host, leroy), kinds => kinds.Length == 3);

        var items = (await host.GetAsync("/notifications", leroy)).Json.GetProperty("items").EnumerateArray().ToList();
        items.Select(it => it.GetProperty("number").GetInt64()).ShouldBe([3, 2, 1]);
        var middle = items[1].GetProperty("id").GetGuid();
        (await host.PostAsync($"/notifications/{middle}/read", "{}", leroy)).Json.GetProperty("unread").GetInt32().ShouldBe(2);
        (await host.PostAsync($"/notifications/{middle}/read", "", leroy)).Json.GetProperty("unread").GetInt32().ShouldBe(2);
        (await NumbersAsync(host, "?unread=true", leroy)).ShouldBe([3, 1]);
        (await NumbersAsync(host, "?unread=false", leroy)).ShouldBe([2]);
        (await NumbersAsync(host, "?unread=true", faure)).ShouldBe([3, 2, 1]);

        (await host.PostAsync("/notifications/read-all", """{"upTo":2}""", leroy)).Json.GetProperty("unread").GetInt32().ShouldBe(1);
        (await NumbersAsync(host, "?unread=true", leroy)).ShouldBe([3]);
        (await host.PostAsync("/notifications/read-all", """{"upTo":900}""", leroy)).Json.GetProperty("unread").GetInt32().ShouldBe(0);
        (await host.PostAsync($"/cpts/{cpts}/fir-grants", Grant.Replace("\"g\"", "\"g4\"", StringComparison.Ordinal), host.Token("ars-officer"))).Status.ShouldBe(200);
        await TestEngine.UntilAsync(() => NumbersAsync(host, "?unread=true", leroy), numbers => numbers.SequenceEqual([4L]));
        (await host.PostAsync("/notifications/read-all", "{}", leroy)).Json.GetProperty("unread").GetInt32().ShouldBe(0);
        (await host.GetAsync("/notifications", faure)).Json.GetProperty("unread").GetInt32().ShouldBe(4);
    }

    [EngineFact]
    public async Task pages_follow_each_other_and_kinds_are_chosen()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var cpts = await GrantedAsync(host);
        (await host.PostAsync($"/cpts/{cpts}/health-project", "{}", host.Token("ars-officer"))).Status.ShouldBe(200);
        var auditor = host.Token("auditor", region: "*");
        await TestEngine.UntilAsync(() => KindsAsync(host, auditor), kinds => kinds.Length == 2);

        var first = (await host.GetAsync("/notifications?page[size]=1", auditor)).Json;
        first.GetProperty("items")[0].GetProperty("number").GetInt64().ShouldBe(2);
        var second = (await host.GetAsync($"/notifications?page[size]=1&page[after]={first.GetProperty("next").GetString()}", auditor)).Json;
        second.GetProperty("items")[0].GetProperty("number").GetInt64().ShouldBe(1);
        second.TryGetProperty("next", out _).ShouldBeFalse();
        (await NumbersAsync(host, "?kind=fir-grant-awarded", auditor)).ShouldBe([1]);
    }

    [EngineTheory]
    [InlineData("GET", "/notifications?kind=nothing", null, "ars-officer", "422 validation")]
    [InlineData("GET", "/notifications?unread=maybe", null, "ars-officer", "422 validation")]
    [InlineData("GET", "/notifications?page[after]=zzz", null, "ars-officer", "422 validation")]
    [InlineData("GET", "/notifications?role=admin", null, "ars-officer", "422 validation")]
    [InlineData("POST", "/notifications/00000000-0000-0000-0000-000000000009/read", "{}", "ars-officer", "404 not-found")]
    [InlineData("POST", "/notifications/nine/read", "{}", "ars-officer", "404 not-found")]
    [InlineData("POST", "/notifications/read-all", """{"until":3}""", "ars-officer", "400 malformed")]
    [InlineData("PUT", "/notifications/settings", """{"email":"a@b.fr\r\nBcc: x@y.fr"}""", "ars-officer", "422 validation")]
    [InlineData("PUT", "/notifications/settings", """{"email":"A <a@b.fr>"}""", "ars-officer", "422 validation")]
    [InlineData("PUT", "/notifications/settings", """{"email":"a@b.fr","kinds":["nothing"]}""", "ars-officer", "422 validation")]
    [InlineData("PUT", "/notifications/settings", """{"email":"a@b.fr"}""", "admin", "403 forbidden")]
    [InlineData("GET", "/mailboxes", null, "ars-officer", "403 forbidden")]
    [InlineData("POST", "/mailboxes", """{"address":"a@b.fr","role":"ars-officer","regionCode":"84"}""", "ars-officer", "403 forbidden")]
    [InlineData("POST", "/mailboxes", """{"address":"a@b.fr","role":"ars-officer","regionCode":"11"}""", "admin", "403 forbidden")]
    [InlineData("POST", "/mailboxes", """{"address":"a@b.fr","role":"ars-officer"}""", "admin", "422 validation")]
    [InlineData("POST", "/mailboxes", """{"address":"a@b.fr","role":"admin","regionCode":"84"}""", "admin", "422 validation")]
    [InlineData("POST", "/mailboxes", """{"address":"a@b.fr","role":"cpts"}""", "admin", "422 validation")]
    [InlineData("POST", "/mailboxes", """{"address":"a@b.fr","role":"cpts","cptsId":"0193a6a0-0000-4000-8000-000000000001"}""", "admin", "422 validation")]
    [InlineData("POST", "/mailboxes", """{"address":"a@b.fr","role":"am-officer","regionCode":"84","departments":["29"]}""", "admin", "422 validation")]
    [InlineData("DELETE", "/mailboxes/0193a6a0-0000-4000-8000-000000000001", null, "admin", "404 not-found")]
    public async Task what_cannot_be_asked_is_told(string method, string path, string? body, string role, string problem)
    {
        await using var host = await LiveHost.StartAsync(postgres);
        (await SendAsync(host, method, path, body, host.Token(role))).Problem.ShouldBe(problem);
    }

    [EngineFact]
    public async Task a_person_says_where_and_what_is_sent_and_no_longer()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var token = host.Token("ars-accountant", "c.leroy");
        (await host.GetAsync("/notifications/settings", token)).Text.ShouldStartWith("""{"email":null,"kinds":null,"role":null,""");
        (await SendAsync(host, "PUT", "/notifications/settings", """{"email":"c.leroy@ars.sante.fr","kinds":["fir-grant-awarded"]}""", token)).Text
            .ShouldStartWith("""{"email":"c.leroy@ars.sante.fr","kinds":["fir-grant-awarded"],"role":"ars-accountant",""");
        await GrantedAsync(host);
        await TestEngine.UntilAsync(() => host.ScalarAsync<long>("select count(*) from funding.deliveries d join funding.mailboxes m on m.id = d.destination where m.address = 'c.leroy@ars.sante.fr'"), sent => sent == 1);

        (await SendAsync(host, "PUT", "/notifications/settings", """{"email":null}""", token)).Text.ShouldStartWith("""{"email":null,"kinds":null,"role":null,""");
        (await host.ScalarAsync<long>("select count(*) from funding.mailboxes")).ShouldBe(0);
    }

    [EngineFact]
    public async Task an_administrator_keeps_the_addresses_of_services()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var (admin, other) = (host.Token("admin", region: "*"), host.Token("admin", region: "11"));
        const string Service = """{"address":"cpts@ars-ara.sante.fr","role":"ars-officer","regionCode":"84"}""";

        var made = await SendAsync(host, "POST", "/mailboxes", Service, admin);
        made.Status.ShouldBe(201);
        var again = await SendAsync(host, "POST", "/mailboxes", Service, admin);
        (again.Status, again.Json.GetProperty("id").GetGuid()).ShouldBe((200, made.Json.GetProperty("id").GetGuid()));
        (await host.GetAsync("/mailboxes", admin)).Json.GetProperty("items").EnumerateArray().Single().GetProperty("address").GetString().ShouldBe("cpts@ars-ara.sante.fr");
        (await host.GetAsync("/mailboxes", other)).Json.GetProperty("items").EnumerateArray().ShouldBeEmpty();
        (await SendAsync(host, "DELETE", $"/mailboxes/{made.Json.GetProperty("id").GetGuid()}", null, other)).Problem.ShouldBe("404 not-found");
        (await SendAsync(host, "DELETE", $"/mailboxes/{made.Json.GetProperty("id").GetGuid()}", null, admin)).Status.ShouldBe(200);
        (await host.GetAsync("/mailboxes", admin)).Json.GetProperty("items").EnumerateArray().ShouldBeEmpty();
    }

    [EngineFact]
    public async Task a_notice_that_cannot_be_put_into_words_hides_none_of_the_others()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        await GrantedAsync(host);
        await host.ScalarAsync<int>(
            "with added as (insert into funding.notices (number, id, kind, roles, region, recorded_at, data) values (99, gen_random_uuid(), 'of-tomorrow', '{ars-accountant}', '84', now(), '{\"kind\": 7}') returning 1) select 1 from added");

        var items = (await host.GetAsync("/notifications", host.Token("ars-accountant"))).Json.GetProperty("items").EnumerateArray().ToList();

        items.Select(it => it.GetProperty("title").GetString()).ShouldBe(["Notification illisible", "Subvention du FIR de 1\u202F000,00\u202F€\u00A0: CPTS du Vallon"]);
    }

    [EngineFact]
    public async Task the_page_shows_the_inbox_of_its_visitor()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var cpts = await GrantedAsync(host);
        foreach (var (role, region, query, shown) in new[]
        {
            (Role.Auditor, "*", "", true), (Role.Auditor, "*", "?kind=payment-refused", false), (Role.ArsAccountant, "84", "", true), (Role.ArsAccountant, "11", "", false), (Role.ArsOfficer, "84", "?role=auditor", false), (Role.Cpts, "", "", true),
            (Role.Admin, "*", "", false),
        })
        {
            var page = await host.PageAsync(new("test", "x", null, role, region, [], role == Role.Cpts ? cpts : null), "/notifications" + query);
            page.Status.ShouldBe(200);
            System.Net.WebUtility.HtmlDecode(page.Text).Contains("Subvention du FIR de", StringComparison.Ordinal).ShouldBe(shown, $"{role} {region} {query}");
        }

        foreach (var unreadable in new[] { "kind=king", "after=zzz" }) (await host.SendAsync(HttpMethod.Get, $"/notifications?{unreadable}")).Status.ShouldBe(400, unreadable);
    }

    private static async Task<Guid> GrantedAsync(LiveHost host)
    {
        var officer = host.Token("ars-officer");
        (await host.PostAsync("/fir-envelopes", """{"regionCode":"84","year":2024,"total":500000,"fungible":500000,"reference":"N"}""", host.Token("admin", region: "*"))).Status.ShouldBe(200);
        var id = (await host.PostAsync("/cpts", """{"name":"CPTS du Vallon","regionCode":"84","departmentCode":"69","population":65000,"effectiveDate":"2024-01-20"}""", officer)).Json.GetProperty("id").GetGuid();
        (await host.PostAsync($"/cpts/{id}/letter-of-intent/acceptance", "{}", officer)).Status.ShouldBe(200);
        (await host.PostAsync($"/cpts/{id}/fir-grants", Grant, officer)).Status.ShouldBe(200);
        await TestEngine.UntilAsync(() => host.ScalarAsync<long>("select count(*) from funding.notices where kind = 'fir-grant-awarded'"), told => told == 1);
        return id;
    }

    private static async Task<string[]> KindsAsync(LiveHost host, string token)
        => [.. Items(await host.GetAsync("/notifications", token)).Select(it => it.GetProperty("kind").GetString()!)];

    private static async Task<long[]> NumbersAsync(LiveHost host, string query, string token)
        => [.. Items(await host.GetAsync("/notifications" + query, token)).Select(it => it.GetProperty("number").GetInt64())];

    private static JsonElement.ArrayEnumerator Items(LiveAnswer answer) => answer.Json.GetProperty("items").EnumerateArray();

    private static Task<LiveAnswer> SendAsync(LiveHost host, string method, string path, string? body, string token)
        => host.SendAsync(new HttpMethod(method), "/api/v1" + path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), token);
}
