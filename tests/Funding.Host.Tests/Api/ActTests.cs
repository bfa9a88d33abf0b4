using System.Net.Http.Headers;
using System.Text;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Host.Api.Acts;

namespace Funding.Host.Tests.Api;

public sealed class ActTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string Cpts = $"/api/v1/cpts/{Dossiers.Id}";

    [Fact]
    public async Task A_registration_is_created_at_its_place()
    {
        var answer = await host.Post("/api/v1/cpts", """{"name":"CPTS du Vallon","regionCode":"84","departmentCode":"69","population":65000,"contact":"Jeanne"}""");
        (answer.Status, answer.Headers["Location"], answer.Headers["ETag"]).ShouldBe((201, $"/api/v1/cpts/{host.Acts.CptsId}", "\"3\""));
        host.Acts.CptsId.Version.ShouldBe(7);
        host.Acts.Command.ShouldBe(new RegisterCpts(host.Acts.CptsId, "CPTS du Vallon", "84", "69", [], 65000, null, null, null, new SealedText("Jeanne", "contact:6")));
        answer.Text.ShouldBe($$$"""{"id":"{{{host.Acts.CptsId}}}","version":3,"phase":"project","events":["letter-of-intent-accepted"],"created":[{"kind":"cpts","id":"{{{host.Acts.CptsId}}}"}]}""");
    }

    [Fact]
    public async Task The_caller_may_choose_the_id()
    {
        await host.Post("/api/v1/cpts", $$"""{"id":"{{Dossiers.Id}}","name":"x","regionCode":"84","departmentCode":"69","population":1}""");
        host.Acts.CptsId.ShouldBe(Dossiers.Id);
    }

    [Fact]
    public async Task A_missing_region_is_a_fault_not_a_foreign_region()
    {
        var answer = await host.Post("/api/v1/cpts", """{"name":"x","departmentCode":"69","population":1}""");
        (answer.Status, string.Join(' ', answer.Pointers)).ShouldBe((422, "/regionCode"));
        ((RegisterCpts)host.Acts.Command!).RegionCode.ShouldBe("84");
    }

    [Fact]
    public async Task A_grant_is_read_with_its_common_members()
    {
        await host.Post($"{Cpts}/fir-grants", """{"id":"fir-1","budgetYear":2024,"amount":4.5e4,"purpose":"p","instalments":[{"dueOn":"2024-04-15","amount":45000.00,"kind":"advance"}],"effectiveDate":"2024-02-01","reference":"DEC-1","comment":"c"}""");
        host.Acts.Command.ShouldBe(new AwardFirGrant("fir-1", 2024, Money.Euros(45000m), "p", null, null, [new InstalmentPlan(new(2024, 4, 15), Money.Euros(45000m), InstalmentKind.Advance)])
        {
            EffectiveDate = new(2024, 2, 1), Reference = "DEC-1", Comment = new SealedText("c", "comment:1"),
        });
    }

    [Fact]
    public async Task An_envelope_is_read()
    {
        var answer = await host.Post("/api/v1/fir-envelopes", """{"regionCode":"84","year":2024,"total":10,"fungible":9.5,"reference":"R"}""", host.Token("admin", "*"));
        host.Acts.EnvelopeCommand.ShouldBe(new NotifyEnvelope("84", 2024, NotificationKind.Initial, Money.Euros(10m), Money.Euros(9.5m), null, null, null, "R"));
        (answer.Status, answer.Headers.ContainsKey("ETag"), answer.Text).ShouldBe((200, false, """{"id":"84/2024","version":1,"events":["envelope-notified"],"created":[]}"""));
    }

    [Fact]
    public async Task Every_act_without_required_member_takes_no_body()
    {
        foreach (var route in ActRoutes.All.Where(route => !route.Fields.Any(field => field.IsRequired)))
        {
            var answer = await host.Send(HttpMethod.Post, "/api/v1/" + Filled(route), null, host.Token());
            answer.Status.ShouldBe(200, route.Pattern);
        }
    }

    [Fact]
    public async Task Every_act_tells_what_it_misses()
    {
        foreach (var route in ActRoutes.All.Where(route => route.Fields.Any(field => field.IsRequired)))
        {
            var answer = await host.Post("/api/v1/" + Filled(route), "{}");
            (answer.Status, string.Join(' ', answer.Pointers)).ShouldBe((422, string.Join(' ', route.Fields.Where(field => field.IsRequired).Select(field => "/" + field.Name))), route.Pattern);
        }
    }

    [Theory]
    [InlineData("{", "", 400, "malformed")]
    [InlineData("{\"unknown\":1}", "", 400, "malformed")]
    [InlineData("{}", "", 401, "unauthenticated")]
    [InlineData("{\"instalment\":1,\"amount\":0.001}", "", 401, "unauthenticated")]
    public async Task The_shape_is_judged_before_the_caller_and_the_values_after(string body, string token, int status, string slug)
    {
        var answer = await host.Post($"{Cpts}/commitments/fir-1/certifications", body, token);
        (answer.Status, answer.Slug).ShouldBe((status, slug));
    }

    [Theory]
    [InlineData("/api/v1/cpts/123/withdrawal")]
    [InlineData("/api/v1/cpts/%7B0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01%7D/withdrawal")]
    [InlineData("/api/v1/cpts/0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01/commitments/a%2Fb/cancellation")]
    [InlineData("/api/v1/cpts/0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01/commitments/a%20b/cancellation")]
    [InlineData("/api/v1/cpts/0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01/commitments/%C3%A9/cancellation")]
    [InlineData("/api/v1/cpts/0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01/commitments/%2e%2e/cancellation")]
    [InlineData("/api/v1/cpts/0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01/commitments/a%0A/cancellation")]
    [InlineData("/api/v1/fir-envelopes/99/2024/cpts-share")]
    [InlineData("/api/v1/fir-envelopes/84/20x4/cpts-share")]
    [InlineData("/api/v1/nothing")]
    public async Task An_address_that_names_nothing_is_not_found(string path)
    {
        var answer = await host.Post(path, """{"reason":"x"}""".Replace("reason", path.Contains("withdrawal", StringComparison.Ordinal) ? "reason" : "comment", StringComparison.Ordinal));
        (answer.Status, answer.Slug, answer.MediaType).ShouldBe((404, "not-found", "application/problem+json"));
    }

    [Fact]
    public async Task A_NUL_in_an_address_is_never_an_error_of_the_host()
        => (await host.Post($"{Cpts}/commitments/a%00b/cancellation", "{}")).Status.ShouldBeInRange(400, 404);

    [Fact]
    public async Task Another_method_is_not_allowed()
    {
        var answer = await host.Send(HttpMethod.Delete, Cpts, null, host.Token());
        (answer.Status, answer.Slug, answer.AllowedMethods).ShouldBe((405, "method-not-allowed", "GET"));
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("application/json", 200)]
    [InlineData("application/problem+json", 415)]
    [InlineData(null, 415)]
    public async Task Only_JSON_in_UTF8_is_read(string? type, int status)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        (await host.Send(HttpMethod.Post, $"{Cpts}/health-project", content, host.Token())).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ten_megabytes_are_not_read(bool chunked)
    {
        using var content = new StreamContent(new MemoryStream(new byte[10 * 1024 * 1024]));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (chunked) content.Headers.ContentLength = null;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Cpts}/health-project") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        using var response = await host.Client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(413);
        (await response.Content.ReadAsStringAsync()).ShouldContain("/problems/too-large");
    }

    [Theory]
    [InlineData("\"12\"", 200)]
    [InlineData("12", 400)]
    [InlineData("W/\"12\"", 400)]
    [InlineData("\"x\"", 400)]
    [InlineData("\"", 400)]
    [InlineData("\"1\",\"2\"", 400)]
    [InlineData("\"99999999999999999999\"", 400)]
    public async Task If_Match_names_a_version(string header, int status)
    {
        (await host.Post($"{Cpts}/health-project", "{}", null, ("If-Match", header))).Status.ShouldBe(status);
        if (status == 200) host.Acts.Header!.IfMatch.ShouldBe(12);
    }

    [Fact]
    public async Task If_Match_of_any_version_compares_none()
    {
        (await host.Post($"{Cpts}/health-project", "{}", null, ("If-Match", "*"))).Status.ShouldBe(200);
        host.Acts.Header!.IfMatch.ShouldBeNull();
    }

    [Fact]
    public async Task If_Match_is_for_acts_on_a_CPTS_only() => (await host.Post("/api/v1/fir-envelopes", "{}", null, ("If-Match", "\"1\""))).Status.ShouldBe(400);

    [Fact]
    public async Task An_idempotency_key_guards_method_path_and_body()
    {
        var first = await KeyOf($"{Cpts}/health-project", "{}");
        (await KeyOf($"{Cpts}/health-project", "{}")).ShouldBe(first);
        (await KeyOf($"{Cpts}/health-project", "{ }")).RequestHash.ShouldNotBe(first.RequestHash);
        (await KeyOf($"{Cpts}/health-project/validation", "{}")).RequestHash.ShouldNotBe(first.RequestHash);

        async Task<Idempotency> KeyOf(string path, string body)
        {
            await host.Post(path, body, null, ("Idempotency-Key", "k 1"));
            return host.Acts.Header!.Idempotency!;
        }
    }

    [Fact]
    public async Task An_idempotency_key_is_short_and_printable()
    {
        (await host.Post($"{Cpts}/health-project", "{}", null, ("Idempotency-Key", new string('k', 256)))).Status.ShouldBe(400);
        (await host.Post($"{Cpts}/health-project", "{}", null, ("Idempotency-Key", ""))).Status.ShouldBe(400);
        (await host.Post($"{Cpts}/health-project", "{}", null, ("Idempotency-Key", "a\tb"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_correlation_id_goes_in_and_comes_back()
    {
        var id = Guid.NewGuid();
        var answer = await host.Post($"{Cpts}/health-project", "{}", null, ("X-Correlation-Id", id.ToString()));
        (answer.Headers["X-Correlation-Id"], host.Acts.Header!.CorrelationId).ShouldBe((id.ToString(), id));
        answer = await host.Post($"{Cpts}/health-project", "{", null, ("X-Correlation-Id", "<script>"));
        Guid.Parse(answer.Headers["X-Correlation-Id"]).ShouldBe(answer.Json.GetProperty("correlationId").GetGuid());
    }

    [Fact]
    public async Task A_refusal_is_a_problem_with_its_numbers()
    {
        host.Acts.Outcome = () => new ActRefused(new OverPaid(Money.Euros(2m), Money.Euros(1.5m)));
        try
        {
            var answer = await host.Post($"{Cpts}/health-project", "{}");
            (answer.Status, answer.MediaType, answer.Slug, answer.Json.GetProperty("available").GetDecimal()).ShouldBe((409, "application/problem+json", "over-paid", 1.5m));
        }
        finally
        {
            host.Acts.Outcome = null;
        }
    }

    [Fact]
    public async Task A_failure_leaks_nothing()
    {
        host.Acts.Outcome = () => throw new InvalidOperationException("secret of the store");
        try
        {
            var answer = await host.Post($"{Cpts}/health-project", "{}");
            (answer.Status, answer.Slug).ShouldBe((500, "internal-error"));
            answer.Text.ShouldNotContain("secret");
        }
        finally
        {
            host.Acts.Outcome = null;
        }
    }

    private static string Filled(ActRoute route) => route.Pattern
        .Replace("{id}", Dossiers.Id.ToString(), StringComparison.Ordinal).Replace("{commitmentId}", "fir-1", StringComparison.Ordinal)
        .Replace("{recoveryId}", "r1", StringComparison.Ordinal).Replace("{region}", "84", StringComparison.Ordinal).Replace("{year}", "2024", StringComparison.Ordinal)
        .Replace("{tariff}", "aci-2019", StringComparison.Ordinal).Replace("{round}", "1", StringComparison.Ordinal).Replace("{n}", "1", StringComparison.Ordinal)
        .Replace("{y}", "1", StringComparison.Ordinal).Replace("{mission}", "access", StringComparison.Ordinal);
}
