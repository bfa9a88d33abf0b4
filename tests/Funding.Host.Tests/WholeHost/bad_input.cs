using System.Net;
using System.Text;
using System.Text.Json;
using Funding.Host.Tests.Acceptance;

namespace Funding.Host.Tests.WholeHost;

/// <summary>Bad input through HTTP, engine and database: refused with its reason, and nothing stored. Cost: one host for all, some seconds.</summary>
[Collection(PostgresTests.Name)]
public sealed class BadInput(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Accept = "/letter-of-intent/acceptance";
    private LiveHost host = null!;
    private string ars = null!;
    private string cpts = null!;

    public async Task InitializeAsync()
    {
        host = await LiveHost.StartAsync(postgres);
        ars = host.Token("ars-officer");
        cpts = (await RegisterAsync("CPTS du Vallon")).Json.GetProperty("id").GetString()!;
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [EngineFact]
    public async Task What_is_not_a_JSON_object_of_known_members_is_malformed()
    {
        foreach (var body in (string[])
        [
            "{", "", "null", "[]", "42", "\"x\"", "{\"name\":\"x\",}", "{\"name\":\"x\"} {}", "{\"name\":\"x\"}x", "{\"name\":\"x\"}\0", "{\"name\":\"x\"/* */}", "{'name':'x'}",
            "{\"name\":\"x\",\"name\":\"y\"}", "{\"amount\":NaN}", "{\"surprise\":1}", new string('[', 100_000), "\uFEFFfalse",
        ])
            await RefusedAsync("400 malformed", "/cpts", body);
    }

    [EngineFact]
    public async Task Bytes_that_are_not_UTF8_and_other_media_types_are_refused()
    {
        var body = Registration("é");
        var before = await host.EventsAsync();
        using var latin = new ByteArrayContent(Encoding.Latin1.GetBytes(body)) { Headers = { ContentType = new("application/json") } };
        (await host.SendAsync(HttpMethod.Post, "/api/v1/cpts", latin, ars)).Problem.ShouldBe("400 malformed");
        foreach (var media in (string[])["text/plain", "application/x-www-form-urlencoded", "application/json-patch+json"])
        {
            using var other = new StringContent(body, Encoding.UTF8, media);
            (await host.SendAsync(HttpMethod.Post, "/api/v1/cpts", other, ars)).Problem.ShouldBe("415 unsupported-media-type");
        }

        (await host.EventsAsync()).ShouldBe(before);
    }

    [EngineFact]
    public async Task A_wrong_type_is_malformed()
    {
        foreach (var (member, value) in ((string, string)[])
        [
            ("name", "5"), ("name", "{}"), ("population", "\"5\""), ("population", "true"), ("communes", "\"69123\""), ("communes", "[1]"), ("effectiveDate", "20240101"), ("siret", "1"), ("contact", "[]"),
        ])
            await RefusedAsync("400 malformed", "/cpts", With(Registration("x"), member, value));
        foreach (var (member, value) in ((string, string)[])[("amount", "\"100\""), ("amount", "[100]"), ("instalments", "{}"), ("instalments", "[5]"), ("instalments", "[[]]"), ("budgetYear", "\"2024\"")])
            await RefusedAsync("400 malformed", $"/cpts/{cpts}/fir-grants", With(Grant(100), member, value));
    }

    [EngineFact]
    public async Task An_amount_is_exact_positive_and_of_this_world()
    {
        await EnvelopeAsync(1_000_000);
        (await host.PostAsync($"/cpts/{cpts}{Accept}", "{}", ars)).Status.ShouldBe(200);
        foreach (var amount in (string[])
        [
            "0.001", "100.001", "0.1e-2", "1e-400", "-1", "-0.01", "0", "-0", "1e15", "1e308", "-1e308", "1e400", "1e999999999", "99999999999999999999", "10000000000000", "9007199254740993.5",
        ])
        {
            var refused = await RefusedAsync("422 validation", $"/cpts/{cpts}/fir-grants", $$"""{"budgetYear":2024,"amount":{{amount}},"purpose":"x","instalments":[{"dueOn":"2024-06-01","amount":{{amount}}}]}""");
            refused.Pointers.ShouldContain("/amount", amount);
        }

        await RefusedAsync("422 validation", $"/cpts/{cpts}/fir-grants", """{"budgetYear":2024,"amount":9999999999999.99,"purpose":"x","instalments":[{"dueOn":"2024-06-01","amount":9999999999999.99},{"dueOn":"2024-06-01","amount":0.01}]}""");
        await RefusedAsync("409 envelope-exceeded", $"/cpts/{cpts}/fir-grants", Grant(9_999_999_999_999.99m));
        // The control: what is exact passes, however it is written.
        (await host.PostAsync($"/cpts/{cpts}/fir-grants", """{"id":"e","budgetYear":2024,"amount":1.2345e2,"purpose":"x","instalments":[{"dueOn":"2024-06-01","amount":123.450}]}""", ars)).Status.ShouldBe(200);
        (await host.GetAsync($"/cpts/{cpts}/commitments/e", ars)).Json.GetProperty("committed").GetDecimal().ShouldBe(123.45m);
    }

    [EngineFact]
    public async Task Envelopes_have_the_same_limits()
    {
        var admin = host.Token("admin", region: "*");
        foreach (var (total, fungible) in ((string, string)[])[("1e15", "1e15"), ("-5", "-5"), ("0", "0"), ("10.001", "10.001"), ("1e308", "1"), ("9999999999999.99", "-9999999999999.99")])
            await RefusedAsync("422 validation", "/fir-envelopes", $$"""{"regionCode":"84","year":2024,"total":{{total}},"fungible":{{fungible}},"reference":"N"}""", admin);
        foreach (var year in (string[])["-1", "0", "1999", "2026", "999999999", "2024.5", "1e9"])
            await RefusedAsync("422 validation", "/fir-envelopes", $$"""{"regionCode":"84","year":{{year}},"total":5,"fungible":5,"reference":"N"}""", admin);
        foreach (var path in (string[])["/fir-envelopes/84/20240/cpts-share", "/fir-envelopes/99/2024/cpts-share", "/fir-envelopes/84/abcd/cpts-share", "/fir-envelopes/84/-024/cpts-share"])
            await RefusedAsync("404 not-found", path, """{"amount":1,"reference":"S"}""");
        await RefusedAsync("422 validation", "/fir-envelopes/84/0000/cpts-share", """{"amount":1,"reference":"S"}""");
    }

    [EngineFact]
    public async Task A_text_without_substance_or_with_half_a_character_is_refused_where_it_stands()
    {
        foreach (var text in (string[])["", "   ", "\\t\\n", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "x\\ud83d", new string('n', 201)])
        {
            (await RefusedAsync("422 validation", "/cpts", Registration(text))).Pointers.ShouldBe(["/name"]);
            if (text.Length < 201) (await RefusedAsync("422 validation", $"/cpts/{cpts}/withdrawal", $$"""{"reason":"{{text}}"}""")).Pointers.ShouldBe(["/reason"]);
        }

        foreach (var member in (string[])["reference", "comment", "contact", "profile"])
            (await RefusedAsync("422 validation", "/cpts", With(Registration("x"), member, "\"a\\u0000\""))).Pointers.ShouldBe(["/" + member]);
    }

    [EngineFact]
    public async Task Codes_that_nobody_gave_are_refused_where_they_stand()
    {
        foreach (var (member, value) in ((string, string)[])
        [
            ("departmentCode", "\"99\""), ("departmentCode", "\"29\""), ("population", "-1"), ("population", "0"), ("population", "1e12"), ("population", "1.5"), ("siret", "\"12345678901234\""), ("siret", "\"abc\""), ("rna", "\"W12\""),
        ])
            (await RefusedAsync("422 validation", "/cpts", With(Registration("x"), member, value))).Pointers.ShouldContain("/" + member);
        (await RefusedAsync("422 validation", "/cpts", """{"name":"x","regionCode":"84","departmentCode":"69","communes":["00000"]}""")).Pointers.ShouldAllBe(pointer => pointer.StartsWith("/communes", StringComparison.Ordinal));
        await RefusedAsync("422 validation", "/cpts", With(Registration("x"), "regionCode", "\"00\""), host.Token("ars-officer", region: "*"));
        await RefusedAsync("403 forbidden", "/cpts", With(Registration("x"), "regionCode", "\"00\""));
        (await RefusedAsync("422 validation", $"/cpts/{cpts}/health-project/opposition", """{"ground":"weather"}""")).Pointers.ShouldBe(["/ground"]);
        (await RefusedAsync("422 validation", $"/cpts/{cpts}/health-project/opposition", """{"ground":"0"}""")).Pointers.ShouldBe(["/ground"]);
    }

    [EngineFact]
    public async Task A_day_that_does_not_exist_or_has_not_come_is_refused()
    {
        foreach (var day in (string[])
        [
            "2023-02-29", "2024-02-30", "2024-13-01", "2024-00-10", "2024-01-32", "2024-1-1", "01/02/2024", "2024-01-15T00:00:00Z", "", "demain", "10000-01-01", "-0001-01-01", "2024-02-02", "9999-12-31", "0001-01-01", "2016-01-25", "२०२४-०१-०१",
        ])
            (await RefusedAsync("422 validation", $"/cpts/{cpts}{Accept}", $$"""{"effectiveDate":"{{day}}"}""")).Pointers.ShouldBe(["/effectiveDate"], day);
        (await RefusedAsync("422 validation", $"/cpts/{cpts}/fir-grants", """{"budgetYear":2024,"amount":5,"purpose":"x","instalments":[{"dueOn":"2024-02-30","amount":5}]}""")).Pointers.ShouldContain("/instalments/0/dueOn");
    }

    [EngineFact]
    public async Task A_body_of_ten_megabytes_is_refused_whether_it_says_its_length_or_not()
    {
        var before = await host.EventsAsync();
        var large = Encoding.UTF8.GetBytes(Registration(new string('n', 10 << 20)));
        foreach (var chunked in (bool[])[false, true])
        {
            using var content = new ByteArrayContent(large) { Headers = { ContentType = new("application/json") } };
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/cpts", UriKind.Relative)) { Content = content };
            request.Headers.Authorization = new("Bearer", ars);
            request.Headers.TransferEncodingChunked = chunked;
            request.Headers.ExpectContinue = true; // so that the answer is read rather than the sending cut
            try
            {
                using var response = await host.Client.SendAsync(request);
                response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
                (await response.Content.ReadAsStringAsync()).ShouldContain("/problems/too-large");
            }
            catch (HttpRequestException) when (chunked)
            {
                // Cut while it was still sending: a client that does not say the length may not come to read the answer.
            }
        }

        (await host.EventsAsync()).ShouldBe(before);
    }

    [EngineTheory]
    [InlineData("'; drop schema funding cascade; --")]
    [InlineData("<script>alert('x')</script> & \"Fils\"")]
    [InlineData("{{7*7}} ${jndi:ldap://x} %s %n \\ \u202e \u200b 🏥")]
    public async Task A_name_that_looks_like_code_is_kept_and_given_back_as_a_name(string name)
    {
        var registered = await host.PostAsync("/cpts", With(Registration("x"), "name", JsonSerializer.Serialize(name)), ars);
        registered.Status.ShouldBe(201);
        var id = registered.Json.GetProperty("id").GetString();
        (await host.GetAsync($"/cpts/{id}", ars)).Json.GetProperty("name").GetString().ShouldBe(name);
        (await host.GetAsync($"/cpts?q={Uri.EscapeDataString(name)}", ars)).Json.GetProperty("items")[0].GetProperty("id").GetString().ShouldBe(id);
        foreach (var page in (string[])["/cpts", $"/cpts/{id}"])
        {
            var html = (await host.SendAsync(HttpMethod.Get, page)).Text;
            WebUtility.HtmlDecode(html).ShouldContain(name);
            if (WebUtility.HtmlEncode(name) != name) html.ShouldNotContain("<script>alert");
        }
    }

    [EngineFact]
    public async Task A_reading_asked_in_SQL_finds_nothing_and_breaks_nothing()
    {
        foreach (var query in (string[])["/cpts?q=' or 1=1 --", "/cpts?q=%25", "/cpts?q=_", "/cpts?q=\\"])
            (await host.GetAsync(query, ars)).Json.GetProperty("items").GetArrayLength().ShouldBe(0, query);
        foreach (var query in (string[])["/cpts?phase='", "/cpts?region=84'--", "/cpts?page[after]=' or 1=1", "/cpts?asOf=' or 1=1", "/cpts?q=%00", "/regions/84/financing?budgetYear=2024 or 1=1"])
            (await host.GetAsync(query, ars)).Problem.ShouldBe("422 validation", query);
    }

    [EngineFact]
    public async Task Ids_of_elsewhere_and_ids_that_are_none_do_not_exist()
    {
        var elsewhere = host.Token("ars-officer", region: "11");
        await RefusedAsync("404 not-found", $"/cpts/{cpts}{Accept}", "{}", elsewhere);
        (await host.GetAsync($"/cpts/{cpts}", elsewhere)).Problem.ShouldBe("404 not-found");
        foreach (var id in (string[])["0", "x", "..%2f..", "%2F", cpts + "%2F..", "{" + cpts + "}", cpts.Replace("-", "", StringComparison.Ordinal), Guid.Empty.ToString()])
        {
            await RefusedAsync("404 not-found", $"/cpts/{id}{Accept}", "{}");
            (await host.GetAsync($"/cpts/{id}", ars)).Problem.ShouldBe("404 not-found", id);
        }

        foreach (var id in (string[])["..%2f..%2fcpts", "a%2Fb", "é", "a b", new string('a', 65)])
        {
            await RefusedAsync("404 not-found", $"/cpts/{cpts}/commitments/{id}/certifications", """{"instalment":1,"amount":1}""");
            (await host.GetAsync($"/cpts/{cpts}/commitments/{id}", ars)).Problem.ShouldBe("404 not-found", id);
        }

        (await host.GetAsync($"/cpts/{cpts}%00", ars)).Status.ShouldBe(400); // Kestrel itself, without a word
        foreach (var id in (string[])["a/b", "..", ".", "a b", "é", "", new string('a', 65), "a\\nb"])
            (await RefusedAsync("422 validation", $"/cpts/{cpts}/fir-grants", With(Grant(5), "id", $"\"{id}\""))).Pointers.ShouldContain("/id", id);
        (await RefusedAsync("422 validation", "/cpts", With(Registration("x"), "id", "\"../x\""))).Pointers.ShouldContain("/id");
    }

    private async Task<LiveAnswer> RefusedAsync(string problem, string path, string body, string? token = null)
    {
        var before = await host.EventsAsync();
        var answer = await host.PostAsync(path, body, token ?? ars);
        answer.Status.ShouldBeInRange(400, 499, $"{path} {Short(body)}: {answer.Text}");
        answer.Problem.ShouldBe(problem, $"{path} {Short(body)}: {answer.Text}");
        answer.Json.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        (await host.EventsAsync()).ShouldBe(before, $"{path} {Short(body)}");
        return answer;
    }

    private Task<LiveAnswer> RegisterAsync(string name) => host.PostAsync("/cpts", Registration(name), ars);

    private Task<LiveAnswer> EnvelopeAsync(decimal total)
        => host.PostAsync("/fir-envelopes", FormattableString.Invariant($$"""{"regionCode":"84","year":2024,"total":{{total}},"fungible":{{total}},"reference":"N"}"""), host.Token("admin", region: "*"));

    private static string Registration(string name) => $$"""{"name":"{{name}}","regionCode":"84","departmentCode":"69","population":65000,"effectiveDate":"2024-01-20"}""";

    private static string Grant(decimal amount)
        => FormattableString.Invariant($$"""{"budgetYear":2024,"amount":{{amount}},"purpose":"x","conventionReference":"C","conventionSignedOn":"2024-01-30","instalments":[{"dueOn":"2024-06-01","amount":{{amount}}}]}""");

    /// <summary>The object with a member set to raw JSON.</summary>
    private static string With(string json, string member, string value)
    {
        var members = JsonDocument.Parse(json).RootElement.EnumerateObject().Where(it => it.Name != member).Select(it => $"\"{it.Name}\":{it.Value.GetRawText()}");
        return $"{{{string.Join(',', members.Append($"\"{member}\":{value}"))}}}";
    }

    private static string Short(string body) => body.Length > 200 ? body[..200] : body;
}
