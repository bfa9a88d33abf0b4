using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Api;

public sealed class ReadTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string Cpts = $"/api/v1/cpts/{Dossiers.Id}";

    [Fact]
    public async Task A_dossier_is_told_whole()
    {
        var json = (await host.Get(Cpts)).Json;
        (json.GetProperty("phase").GetString(), json.GetProperty("phaseSince").GetString(), json.GetProperty("version").GetInt64()).ShouldBe(("submitted", "2024-05-15", 7));
        json.GetProperty("dates").ToString().ShouldBe("""{"registeredOn":"2024-01-20","letterAcceptedOn":"2024-01-31","submittedOn":"2024-05-15","deemedValidationOn":"2024-07-16"}""");
        json.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("kind").GetString()).ShouldBe(["beneficiary-incomplete", "commune-overlap"]);
        json.GetProperty("deadlines").EnumerateArray().Select(deadline => $"{deadline.GetProperty("on")} {deadline.GetProperty("kind")}")
            .ShouldBe(["2024-07-16 deemed-validation", "2024-10-15 instalment", "2028-01-01 bar"]);
        json.GetProperty("deadlines")[1].ToString().ShouldBe(
            """{"on":"2024-10-15","kind":"instalment","commitmentId":"fir-1","instalment":2,"amount":15000,"message":"Échéance 2 de fir-1 : 15\u202F000,00\u202F€ à verser."}""");
        json.GetProperty("total").GetProperty("outstanding").GetDecimal().ShouldBe(15000m);
        json.GetRawText().ShouldNotContain("null");
    }

    [Fact]
    public async Task A_commitment_is_told_with_its_figures()
    {
        var json = (await host.Get($"{Cpts}/commitments/fir-1")).Json;
        foreach (var (name, amount) in new[] { ("committed", 45000m), ("certified", 30000m), ("paid", 30000m), ("recoveryOrdered", 1200.5m), ("recovered", 0m), ("outstanding", 15000m) })
            json.GetProperty(name).GetDecimal().ShouldBe(amount, name);
        (json.GetProperty("source").GetString(), json.GetProperty("status").GetString(), json.GetProperty("barredFrom").GetString()).ShouldBe(("fir", "open", "2028-01-01"));
        json.GetProperty("instalments")[0].ToString().ShouldBe("""{"number":1,"kind":"partial","dueOn":"2024-04-15","amount":30000,"certified":30000,"paid":30000,"barred":0,"outstanding":0}""");
        (await host.Get($"{Cpts}/commitments/none")).Slug.ShouldBe("not-found");
    }

    [Fact]
    public async Task A_dossier_that_did_not_change_is_not_sent_again()
    {
        (await host.Get(Cpts)).Headers["ETag"].ShouldBe("\"7\"");
        (await host.Get(Cpts, null, ("If-None-Match", "\"7\""))).Status.ShouldBe(304);
        (await host.Get(Cpts, null, ("If-None-Match", "\"6\""))).Status.ShouldBe(200);
        var past = await host.Get(Cpts + "?asOf=2024-05-15T00:00:00Z", null, ("If-None-Match", "\"7\""));
        (past.Status, past.Headers.ContainsKey("ETag")).ShouldBe((200, false));
    }

    [Fact]
    public async Task A_dossier_out_of_scope_does_not_exist()
    {
        (await host.Get(Cpts, host.Token("ars-officer", "94"))).Slug.ShouldBe("not-found");
        (await host.Get(Cpts, host.Token("am-officer", "84", null, "38"))).Slug.ShouldBe("not-found");
        (await host.Get(Cpts, host.Token("cpts", "84", Guid.NewGuid()))).Slug.ShouldBe("not-found");
        (await host.Get($"{Cpts}/timeline?asOf=x", host.Token("ars-officer", "94"))).Slug.ShouldBe("not-found");
        (await host.Get(Cpts, host.Token("cpts", "84", Dossiers.Id))).Status.ShouldBe(200);
        (await host.Get(Cpts, host.Token("auditor", "*"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_timeline_says_who_did_what()
    {
        var items = (await host.Get($"{Cpts}/timeline")).Json.GetProperty("items");
        items.GetArrayLength().ShouldBe(7);
        items[2].GetProperty("summary").GetString().ShouldBe("Subvention FIR 2024 de 45\u202F000,00\u202F€ attribuée : Ingénierie. Convention CONV-1 signée le 01/02/2024.");
        (items[0].GetProperty("actorName").GetString(), items[0].GetProperty("seq").GetInt64(), items[0].GetProperty("recordedAt").GetString()).ShouldBe(("A. Martin", 1, "2024-02-01T08:00:00.000000Z"));
        (items[6].GetProperty("actorName").GetString(), items[6].TryGetProperty("seq", out _)).ShouldBe(("Système", false));
    }

    [Fact]
    public async Task A_list_is_cut_to_the_scope()
    {
        var answer = await host.Get("/api/v1/cpts?phase=submitted&q=vallon&page[size]=10", host.Token("am-officer", "84", null, "69", "38"));
        host.DossierReads.Asked.ShouldBe(host.DossierReads.Asked! with { RegionCode = "84", Phase = PhaseName.Submitted, Text = "vallon", CptsId = null });
        host.DossierReads.Asked.Departments.ShouldBe(["69", "38"]);
        (answer.Json.GetProperty("next").GetString(), answer.Json.GetProperty("synthetic").GetBoolean()).ShouldBe(("next", true));
        await host.Get("/api/v1/cpts", host.Token("cpts", null, Dossiers.Id));
        host.DossierReads.Asked.ShouldBe(new DossierQuery(null, null, null, null, Dossiers.Id));
        (await host.Get("/api/v1/cpts?region=94")).Text.ShouldBe("""{"items":[]}""");
    }

    [Theory]
    [InlineData("cpts?asOf=2024-02-15", "asOf")]
    [InlineData("cpts?asOf=2024-02-15T00:00:00", "asOf")]
    [InlineData("cpts?asOf=2024-02-30T00:00:00Z", "asOf")]
    [InlineData("cpts?effectiveOn=2023-02-29", "effectiveOn")]
    [InlineData("cpts?phase=Submitted&region=99&page[size]=1001&page[after]=%00", "region phase page[size] page[after]")]
    [InlineData("regions/84/financing?year=2028", "year")]
    [InlineData("cpts?page[size]=0", "page[size]")]
    [InlineData("cpts?page[after]=forged", "page[after]")]
    [InlineData("cpts?q=a&q=b", "q")]
    [InlineData("regions/84/financing?budgetYear=x&from=2024-02-01&to=2024-01-01", "budgetYear to")]
    [InlineData("audit/entries?source=FIR&kind=x&cpts=y", "source kind cpts")]
    [InlineData("fir-envelopes?page[after]=2020-84", "page[after]")]
    public async Task Wrong_parameters_are_told_by_name(string path, string names)
    {
        var answer = await host.Get("/api/v1/" + path);
        (answer.Status, answer.Slug, string.Join(' ', answer.Pointers)).ShouldBe((422, "validation", names));
    }

    [Theory]
    [InlineData("2024-02-15T01:00:00+01:00")]
    [InlineData("2024-02-15T01:00:00%2B01:00")]
    [InlineData("2024-02-15T00:00:00Z")]
    public async Task An_instant_is_read_with_its_offset(string asOf)
    {
        await host.Get($"/api/v1/cpts?asOf={asOf}&effectiveOn=2024-01-31");
        host.DossierReads.At.ShouldBe(new Moment(new DateTimeOffset(2024, 2, 15, 0, 0, 0, TimeSpan.Zero), new DateOnly(2024, 1, 31)));
    }

    [Fact]
    public async Task A_region_is_told_with_every_source()
    {
        var json = (await host.Get("/api/v1/regions/84/financing?budgetYear=2024", host.Token("cpts", null, Dossiers.Id))).Json;
        json.GetProperty("sources").GetProperty("fir").GetProperty("netPaid").GetDecimal().ShouldBe(0m);
        json.GetProperty("sources").GetProperty("transformation").GetProperty("waived").GetDecimal().ShouldBe(0m);
        json.GetProperty("envelope").ToString().ShouldBe("""{"authorised":100,"committed":0.5,"available":99.5}""");
        json.GetProperty("cptsByPhase").ToString().ShouldBe("""{"project":1}""");
        host.Regions.Asked.ShouldBe(new FinancingQuery(2024, null, null, Moment.Now));
        (await host.Get("/api/v1/regions/99/financing")).Slug.ShouldBe("not-found");
        (await host.Get("/api/v1/regions/financing")).Json.GetProperty("national").TryGetProperty("regionCode", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Envelopes_come_in_pages()
    {
        var first = (await host.Get("/api/v1/fir-envelopes?page[size]=2")).Json;
        (first.GetProperty("items").GetArrayLength(), first.GetProperty("next").GetString(), first.TryGetProperty("synthetic", out _)).ShouldBe((2, "2024-84", false));
        var second = (await host.Get("/api/v1/fir-envelopes?page[size]=2&page[after]=2024-84")).Json;
        (second.GetProperty("items").GetArrayLength(), second.TryGetProperty("next", out _), second.GetProperty("synthetic").GetBoolean()).ShouldBe((1, false, true));
    }

    [Fact]
    public async Task Entries_are_cut_to_the_scope()
    {
        await host.Get("/api/v1/audit/entries?kind=recovery-ordered", host.Token("cpts", "84", Dossiers.Id));
        host.Audit.Asked!.CptsId.ShouldBe(Dossiers.Id);
        (await host.Get($"/api/v1/audit/entries?cpts={Guid.NewGuid()}", host.Token("cpts", "84", Dossiers.Id))).Text.ShouldBe("""{"items":[]}""");
    }

    [Fact]
    public async Task The_log_is_for_auditors()
    {
        (await host.Get("/api/v1/audit/events")).Slug.ShouldBe("forbidden");
        foreach (var log in new[] { "/api/v1/audit/events", "/api/v1/exports/events.ndjson" }) (await host.Get(log, host.Token("auditor", "84"))).Slug.ShouldBe("forbidden", "it is of all regions");
        (await host.Get("/api/v1/exports/events.ndjson", host.Token("admin", "*"))).Slug.ShouldBe("forbidden");
        var auditor = host.Token("auditor", "*");
        (await host.Get("/api/v1/audit/events?after=1&page[size]=2", auditor)).Text.ShouldBe("""{"items":[{"seq":2},{"seq":3}],"next":"3"}""");
        (await host.Get("/api/v1/audit/events?page[after]=3&page[size]=2", auditor)).Text.ShouldBe("""{"items":[{"seq":4},{"seq":5}]}""");
        var lines = await host.Get("/api/v1/audit/events?after=3", auditor, ("Accept", "application/x-ndjson"));
        (lines.MediaType, lines.Text).ShouldBe(("application/x-ndjson", "{\"seq\":4}\n{\"seq\":5}\n"));
        (await host.Get("/api/v1/exports/events.ndjson", auditor)).Text.Count(c => c == '\n').ShouldBe(5);
    }

    [Fact]
    public async Task The_simulated_clock_never_goes_back()
    {
        const string Clock = "/api/v1/simulation/clock";
        var admin = host.Token("admin", "*");
        (await host.Send(HttpMethod.Put, Clock, ApiHost.Json("""{"now":"2024-03-01T09:00:00+01:00"}"""), admin)).Text.ShouldBe("""{"now":"2024-03-01T08:00:00.000000Z"}""");
        var back = await host.Send(HttpMethod.Put, Clock, ApiHost.Json("""{"now":"2024-02-01T08:00:00Z"}"""), admin);
        (back.Status, back.Slug).ShouldBe((409, "out-of-order"));
        (await host.Send(HttpMethod.Put, Clock, ApiHost.Json("""{"now":"soon"}"""), admin)).Pointers.ShouldBe(["/now"]);
        (await host.Send(HttpMethod.Put, Clock, ApiHost.Json("""{"now":"9999-12-31T23:59:59Z"}"""), admin)).Pointers.ShouldBe(["/now"]);
        (await host.Send(HttpMethod.Put, Clock, ApiHost.Json("{}"), host.Token())).Slug.ShouldBe("forbidden");
        (await host.Get(Clock, admin)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Health_and_problem_types_are_open()
    {
        (await host.Get("/health/live", "")).Text.ShouldBe("""{"status":"live"}""");
        (await host.Get("/health/ready", "")).Status.ShouldBe(200);
        (await host.Get("/problems/four-eyes", "")).Status.ShouldBe(200);
        (await host.Get("/problems/none", "")).Slug.ShouldBe("not-found");
    }

    [Fact]
    public async Task A_browser_that_follows_a_problem_type_is_led_to_the_page_that_explains_it()
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Client.BaseAddress };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");

        using var answer = await browser.GetAsync(new Uri("/problems/four-eyes", UriKind.Relative));
        answer.Headers.Location!.OriginalString.ShouldBe("/aide/refus/four-eyes");
        using var none = await browser.GetAsync(new Uri("/problems/none", UriKind.Relative));
        none.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Answers_are_neither_kept_nor_sniffed()
    {
        var answer = await host.Get("/api/v1/cpts");
        (answer.Headers["X-Content-Type-Options"], answer.Headers["Cache-Control"]).ShouldBe(("nosniff", "no-store"));
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_every_act()
    {
        var json = (await host.Get("/openapi/v1.json", "")).Json;
        var paths = json.GetProperty("paths");
        foreach (var route in Funding.Host.Api.Acts.ActRoutes.All)
        {
            var post = paths.GetProperty("/api/v1/" + route.Pattern).GetProperty("post");
            var schema = post.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).ShouldBe(route.Fields.Select(field => field.Name));
            post.GetProperty("responses").TryGetProperty("409", out _).ShouldBeTrue();
            post.GetProperty("security").GetArrayLength().ShouldBe(1);
        }

        json.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString().ShouldBe("bearer");
        paths.TryGetProperty("/api/v1/cpts/{id}/timeline", out _).ShouldBeTrue();
    }
}
