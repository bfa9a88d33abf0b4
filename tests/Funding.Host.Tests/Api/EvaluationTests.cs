using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Api;

public sealed class EvaluationTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("cpts")]
    [InlineData("am-accountant")]
    [InlineData("auditor")]
    public async Task An_evaluation_is_for_every_role(string role)
    {
        var json = (await host.Get("/api/v1/evaluation?region=94&from=2023-01-01&to=2024-05-31&effectiveOn=2024-05-01", host.Token(role, role == "cpts" ? null : "84", role == "cpts" ? Dossiers.Id : null))).Json;
        host.Evaluations.Asked.ShouldBe(new EvaluationQuery("94", new(2023, 1, 1), new(2024, 5, 31), new Moment(null, new(2024, 5, 1))));
        json.GetProperty("funnel")[0].ToString().ShouldBe("""
            {"month":"2024-01","on":"2024-01-31","standing":{"preproject":0,"letter-accepted":1,"project-validated":0,"contract-signed":0,"closed":0},"entered":{"preproject":1,"letter-accepted":1,"project-validated":0,"contract-signed":0,"closed":0}}
            """);
        json.GetProperty("delays")[0].ToString().ShouldBe("""{"kind":"letter-to-submission","count":1,"median":40,"percentile90":40}""");
        json.GetProperty("delays")[6].ToString().ShouldBe("""{"kind":"letter-to-signature","count":0}""");
        json.GetProperty("validations").ToString().ShouldBe("""{"count":4,"deemed":1,"deemedShare":0.25}""");
        json.GetProperty("coverage").ToString().ShouldBe("""{"covered":65000,"inhabitants":130000,"share":0.5}""");
        json.GetProperty("paid").ToString().ShouldBe("""
            {"inAll":{"fir":45000.5,"aci":0,"transformation":0,"total":45000.5},"perInhabitant":{"fir":0.35,"aci":0,"transformation":0,"total":0.35},"perInhabitantCovered":{"fir":0.69,"aci":0,"transformation":0,"total":0.69}}
            """);
        json.GetProperty("variableParts").ToString().ShouldBe("""{"count":2,"earned":35000,"atMost":50000,"share":0.7}""");
        json.GetProperty("envelopes")[0].ToString().ShouldBe("""{"year":2023,"authorised":1000,"committed":899,"available":101,"paid":450,"committedShare":0.899,"paidShare":0.45,"reserved":true,"closed":true,"underSpent":true}""");
        json.TryGetProperty("regions", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_nation_comes_with_its_regions()
    {
        var json = (await host.Get("/api/v1/evaluation")).Json;
        (json.TryGetProperty("regionCode", out _), json.GetProperty("regions")[0].GetProperty("regionCode").GetString(), json.GetProperty("regions")[0].TryGetProperty("funnel", out _)).ShouldBe((false, "84", false));
    }

    [Theory]
    [InlineData("evaluation?region=99&from=2024-02-01&to=2024-01-01&budgetYear=2024", "region to budgetYear")]
    [InlineData("audit/patterns?region=99&budgetYear=x&kind=theft&year=2024", "region budgetYear kind year")]
    [InlineData("audit/patterns?page[after]=forged", "page[after]")]
    public async Task Wrong_parameters_are_told_by_name(string path, string names)
    {
        var answer = await host.Get("/api/v1/" + path, host.Token("auditor", "*"));
        (answer.Status, answer.Slug, string.Join(' ', answer.Pointers)).ShouldBe((422, "validation", names));
    }

    [Theory]
    [InlineData("admin", "*")]
    [InlineData("ars-officer", "84")]
    [InlineData("am-accountant", "84")]
    public async Task Patterns_are_for_auditors_alone(string role, string region) => (await host.Get("/api/v1/audit/patterns", host.Token(role, region))).Slug.ShouldBe("forbidden");

    [Fact]
    public async Task A_pattern_says_what_it_is_and_a_hit_opens_into_its_events_and_entries()
    {
        var json = (await host.Get("/api/v1/audit/patterns?kind=just-under-threshold&budgetYear=2024", host.Token("auditor", "*"))).Json;
        json.GetProperty("patterns").GetArrayLength().ShouldBe(1);
        var pattern = json.GetProperty("patterns")[0];
        (pattern.GetProperty("hits").GetInt32(), pattern.GetProperty("thresholds").ToString()).ShouldBe((1, """{"conventionThreshold":23000,"thresholdMargin":0.1}"""));
        pattern.GetProperty("definition").GetString()!.ShouldContain("20\u202F700,00\u202F€ et 23\u202F000,00\u202F€");
        var hit = json.GetProperty("items").EnumerateArray().Single();
        (hit.GetProperty("cptsName").GetString(), hit.GetProperty("events").ToString(), hit.GetProperty("commitments").ToString()).ShouldBe(("CPTS du Vallon", "[3]", """["fir-1"]"""));
        hit.GetProperty("entries")[0].GetString().ShouldBe($"/api/v1/audit/entries?cpts={Dossiers.Id}&budgetYear=2024");
        hit.GetProperty("message").GetString().ShouldBe("1\u00A0subvention en 2024 : 22\u202F000,00\u202F€.");
        hit.GetProperty("figures").ToString().ShouldBe("""{"grants":[{"commitmentId":"fir-1","source":"fir","amount":22000,"events":[3]}],"sum":22000,"sumIsUnder":true}""");
        host.Evaluations.PatternsAsked.ShouldBe(new PatternQuery(null, 2024, Moment.Now, new PatternSettings()));
    }

    [Fact]
    public async Task Hits_come_in_pages_and_an_auditor_of_a_region_sees_its_own()
    {
        var first = (await host.Get("/api/v1/audit/patterns?page[size]=1", host.Token("auditor", "84"))).Json;
        host.Evaluations.PatternsAsked!.RegionCode.ShouldBe("84");
        var next = first.GetProperty("next").GetString()!;
        var second = (await host.Get($"/api/v1/audit/patterns?page[size]=1&page[after]={Uri.EscapeDataString(next)}", host.Token("auditor", "84"))).Json;
        (second.GetProperty("items")[0].GetProperty("kind").GetString(), second.TryGetProperty("next", out _)).ShouldBe(("recorded-late", false));
        (await host.Get("/api/v1/audit/patterns?region=94", host.Token("auditor", "84"))).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Both_are_described()
    {
        var paths = (await host.Get("/openapi/v1.json", "")).Json.GetProperty("paths");
        foreach (var path in new[] { "/api/v1/evaluation", "/api/v1/audit/patterns" })
            paths.GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("properties").EnumerateObject().ShouldNotBeEmpty();
    }
}

/// <summary>One evaluation and two hits, whatever is asked.</summary>
internal sealed class FakeEvaluations : IEvaluations
{
    public EvaluationQuery? Asked { get; private set; }

    public PatternQuery? PatternsAsked { get; private set; }

    public Task<Evaluated> EvaluateAsync(EvaluationQuery query, CancellationToken cancellation)
    {
        Asked = query;
        var path = new CptsPath(Dossiers.Id, "84", [new(PhaseName.Intention, new(2024, 1, 2)), new(PhaseName.Project, new(2024, 1, 11)), new(PhaseName.Submitted, new(2024, 2, 20))]);
        var (from, to) = (new DateOnly(2024, 1, 1), new DateOnly(2024, 2, 29));
        var whole = new Evaluation
        {
            RegionCode = query.RegionCode, Funnel = Funnel.ByMonth([path], from, to), Delays = Delays.Of([path], from, to), Validations = new(4, 1), Coverage = new(65_000, 130_000),
            Paid = new Dictionary<FundingSource, Money> { [FundingSource.Fir] = Money.Euros(45_000.5m), [FundingSource.Aci] = default, [FundingSource.Transformation] = default },
            VariableParts = new(2, Money.Euros(35_000), Money.Euros(50_000)), Envelopes = [new("84", 2023, Money.Euros(1_000), Money.Euros(899), Money.Euros(450), IsReserved: true, IsClosed: true)],
        };
        return Task.FromResult(new Evaluated(from, to, whole, query.RegionCode is null ? [whole with { RegionCode = "84", Funnel = null }] : []));
    }

    public Task<IReadOnlyList<NamedHit>> PatternsAsync(PatternQuery query, CancellationToken cancellation)
    {
        PatternsAsked = query;
        var grant = new GrantedSum(Dossiers.Id, new("fir-1", FundingSource.Fir, 2024, "84", "69"), Money.Euros(22_000), [3]);
        var late = new RecordedAct(Dossiers.Id, "84", new(2024, 1, 2), new DateTimeOffset(2024, 3, 1, 9, 0, 0, TimeSpan.Zero), [], [7]);
        return Task.FromResult<IReadOnlyList<NamedHit>>(
            [new(new JustUnderThreshold(Dossiers.Id, "84", 2024, [grant], grant.Amount, SumIsUnder: true), "CPTS du Vallon", false), new(new RecordedLate(late, 59), "CPTS du Vallon", false)]);
    }
}
