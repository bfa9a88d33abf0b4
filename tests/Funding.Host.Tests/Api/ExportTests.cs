namespace Funding.Host.Tests.Api;

/// <summary>The exports by HTTP: what they are, for whom, and what they refuse. Cost: one host for all.</summary>
public sealed class ExportTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string Paper = $"/api/v1/exports/cpts/{Dossiers.Id}.pdf";

    [Theory]
    [InlineData("/api/v1/exports/entries.csv", "text/csv", "entries.csv")]
    [InlineData("/api/v1/exports/scdl?region=84&budgetYear=2024", "text/csv", "scdl-subventions-84-2024.csv")]
    public async Task A_file_names_itself_and_what_it_is(string path, string mediaType, string name)
    {
        var answer = await host.Get(path);
        (answer.Status, answer.MediaType).ShouldBe((200, mediaType));
        (await FileNameAsync(path)).ShouldBe(name);
    }

    [Fact]
    public async Task Entries_are_rows_in_the_words_of_the_API_in_the_caller_s_scope()
    {
        var answer = await host.Get("/api/v1/exports/entries.csv?source=fir&kind=recovery-ordered&budgetYear=2024&from=2024-01-01&to=2024-12-31&effectiveOn=2024-06-01", host.Token("am-officer", "84", null, "69"));
        answer.Text.ShouldBe(
            "seq,event,recordedAt,effectiveDate,cpts,region,department,source,budgetYear,commitment,instalment,kind,amount\r\n"
            + $"1,{Dossiers.Id},2024-02-01T08:00:00.000000Z,2024-02-01,{Dossiers.Id},84,69,fir,2024,fir-1,,recovery-ordered,-45000.50\r\n"
            + $"2,{Dossiers.Id},2024-02-01T08:00:00.000000Z,2024-02-01,{Dossiers.Id},84,69,fir,2024,fir-1,1,recovery-ordered,-45000.50\r\n");
        (host.Audit.Asked!.RegionCode, host.Audit.Asked.Departments!.Single(), host.Audit.Asked.Moment.EffectiveOn).ShouldBe(("84", "69", new DateOnly(2024, 6, 1)));
        (await host.Get("/api/v1/exports/entries.csv?region=94")).Text.ShouldEndWith("amount\r\n"); // out of scope: the head alone
    }

    [Theory]
    [InlineData("/api/v1/exports/entries.csv?page[size]=5", "page[size]")]
    [InlineData("/api/v1/exports/scdl?year=2024", "year")]
    [InlineData("/api/v1/exports/scdl/late?publishedAsOf=hier", "publishedAsOf")]
    [InlineData("/api/v1/exports/financing.xlsx?region=84", "region")]
    [InlineData("/api/v1/exports/financing.xlsx?asOf=2024-02-01", "asOf")]
    public async Task A_parameter_that_is_not_its_own_or_not_of_its_form_is_told(string path, string name)
    {
        var answer = await host.Get(path);
        (answer.Status, answer.Pointers.Single()).ShouldBe((422, name));
    }

    [Fact]
    public async Task The_log_is_whole_or_refused()
    {
        var answer = await host.Get("/api/v1/exports/events.ndjson?asOf=2024-02-01T00:00:00Z", host.Token("auditor", "*"));
        (answer.Status, answer.Pointers.Single()).ShouldBe((422, "asOf"));
    }

    [Theory]
    [InlineData("/api/v1/exports/entries.csv")]
    [InlineData("/api/v1/exports/scdl")]
    [InlineData("/api/v1/exports/scdl/late")]
    [InlineData("/api/v1/exports/financing.xlsx")]
    public async Task A_file_tells_the_instant_that_it_can_be_asked_again_with(string path)
    {
        (await host.Get(path)).Headers["Funding-As-Of"].ShouldBe("2024-06-01T08:00:00.000000Z");
        (await host.Get(path + "?asOf=2024-03-01T10:00:00.25%2B01:00")).Headers["Funding-As-Of"].ShouldBe("2024-03-01T09:00:00.250000Z");
    }

    [Fact]
    public async Task Entries_are_those_known_at_the_instant_that_the_file_tells()
    {
        await host.Get("/api/v1/exports/entries.csv");
        host.Audit.Asked!.Moment.AsOf.ShouldBe(new DateTimeOffset(2024, 6, 1, 8, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_stream_that_cannot_begin_is_a_problem_and_no_empty_file()
    {
        host.Audit.IsBehind = true;
        try
        {
            (await host.Get("/api/v1/exports/entries.csv")).Slug.ShouldBe("views-behind");
        }
        finally
        {
            host.Audit.IsBehind = false;
        }
    }

    [Fact]
    public async Task Grants_that_cannot_be_rows_are_counted_and_told_with_the_late_ones()
    {
        var file = await host.Get("/api/v1/exports/scdl");
        file.Headers["Funding-Left-Out"].ShouldBe("1");
        var json = (await host.Get("/api/v1/exports/scdl/late")).Json;
        var late = json.GetProperty("items")[0];
        (late.GetProperty("publishBy").GetString(), late.GetProperty("daysLate").GetInt32(), late.GetProperty("convention").GetProperty("amount").GetDecimal()).ShouldBe(("2024-05-01", 31, 45000m));
        json.GetProperty("leftOut")[0].GetProperty("obstacles").EnumerateArray().Select(it => it.GetString()!).ShouldContain("Ni SIRET ni numéro RNA du bénéficiaire ne sont connus.");
        (await host.Get("/api/v1/exports/scdl/late", host.Token("ars-officer", "94"))).Status.ShouldBe(200);
        host.FoldedDossiers.Asked!.RegionCode.ShouldBe("94");
    }

    [Fact]
    public async Task A_paper_dossier_is_for_whom_the_dossier_exists()
    {
        (await host.Get(Paper)).MediaType.ShouldBe("application/pdf");
        (await host.Get(Paper, host.Token("cpts", "84", Dossiers.Id))).Status.ShouldBe(200);
        (await host.Get(Paper, host.Token("ars-officer", "94"))).Slug.ShouldBe("not-found");
        (await host.Get(Paper, host.Token("cpts", "84", Guid.NewGuid()))).Slug.ShouldBe("not-found");
        (await host.Get(Paper, "")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_files_are_described()
    {
        var paths = (await host.Get("/openapi/v1.json", "")).Json.GetProperty("paths");
        foreach (var (path, mediaType) in ((string, string)[])[("entries.csv", "text/csv"), ("scdl", "text/csv"), ("scdl/late", "application/json"), ("financing.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), ("cpts/{id}.pdf", "application/pdf")])
            paths.GetProperty($"/api/v1/exports/{path}").GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().Single().Name.ShouldBe(mediaType);
        paths.GetProperty("/api/v1/exports/cpts/{id}.pdf").GetProperty("get").GetProperty("parameters")[0].GetProperty("name").GetString().ShouldBe("id");
    }

    private async Task<string?> FileNameAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", host.Token());
        using var response = await host.Client.SendAsync(request);
        return response.Content.Headers.ContentDisposition?.FileName?.Trim('"');
    }
}
