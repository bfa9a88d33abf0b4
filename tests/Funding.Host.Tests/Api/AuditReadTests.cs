using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Api;

/// <summary>Who may replay and compare, and how a question is refused.</summary>
public sealed class AuditReadTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string Replay = $"/api/v1/audit/cpts/{Dossiers.Id}/replay";

    [Fact]
    public async Task Only_auditors_replay_and_only_what_is_in_their_scope()
    {
        foreach (var role in new[] { "ars-officer", "ars-accountant", "am-officer" }) (await host.Get(Replay, host.Token(role))).Slug.ShouldBe("forbidden", role);
        (await host.Get(Replay, host.Token("cpts", "84", Dossiers.Id))).Slug.ShouldBe("forbidden");
        (await host.Get(Replay, host.Token("ars-officer", "94"))).Slug.ShouldBe("not-found");
        (await host.Get(Replay, host.Token("auditor", "94"))).Slug.ShouldBe("not-found");
        (await host.Get($"/api/v1/audit/cpts/{Guid.NewGuid()}/replay", host.Token("auditor", "*"))).Slug.ShouldBe("not-found");
        (await host.Get("/api/v1/audit/regions/84/replay")).Slug.ShouldBe("forbidden");
        (await host.Get("/api/v1/audit/regions/94/replay", host.Token("auditor", "84"))).Slug.ShouldBe("not-found");
        (await host.Get("/api/v1/audit/regions/99/replay", host.Token("auditor", "*"))).Slug.ShouldBe("not-found");
    }

    [Theory]
    [InlineData("audit/cpts/{id}/replay?from=hier&to=2024-02-30&page[size]=0", "from to page[size]")]
    [InlineData("audit/cpts/{id}/replay?from=2024-02-02&to=2024-02-01", "to")]
    [InlineData("audit/cpts/{id}/replay?since=2024-02-02", "since")]
    [InlineData("audit/cpts/{id}/replay?from=0001-01-01", "from")]
    [InlineData("audit/regions/84/replay?from=2024-02-02T00:00:00", "from")]
    [InlineData("audit/diff", "against")]
    [InlineData("audit/diff?effectiveOn=2024-02-01", "against")]
    [InlineData("audit/diff?asOf=2024-02-01&kind=x&from=hier", "from kind asOf against")]
    [InlineData("audit/entries?commitment=a&instalment=x&seq=y", "instalment seq")]
    [InlineData("audit/envelope-acts?region=99&year=x", "region year")]
    [InlineData("regions/84/forecast/payables?month=2024-13&certainty=x", "month certainty")]
    public async Task Wrong_parameters_are_told_by_name(string path, string names)
    {
        var answer = await host.Get("/api/v1/" + path.Replace("{id}", Dossiers.Id.ToString(), StringComparison.Ordinal), host.Token("auditor", "*"));
        (answer.Status, string.Join(' ', answer.Pointers)).ShouldBe((422, names));
    }

    [Fact]
    public async Task Entries_are_asked_down_to_an_instalment_or_a_recovery()
    {
        await host.Get($"/api/v1/audit/entries?cpts={Dossiers.Id}&commitment=fir-1&instalment=2&recovery=r1&seq=7&kind=recovery-ordered&source=fir", host.Token("auditor", "*"));

        host.Audit.Asked.ShouldBe(EntryQuery.All(Moment.Now) with
        {
            CptsId = Dossiers.Id, CommitmentId = "fir-1", Instalment = 2, RecoveryId = "r1", Position = 7, Kind = Figure.RecoveryOrdered, Source = FundingSource.Fir,
        });
    }

    [Fact]
    public async Task Made_up_entries_and_events_are_marked()
    {
        foreach (var path in new[] { "/api/v1/audit/entries", "/api/v1/audit/events?page[size]=2" })
        {
            (await host.Get(path, host.Token("auditor", "*"))).Json.TryGetProperty("synthetic", out _).ShouldBeFalse(path);
            host.Subjects.Synthetic = true;
            try
            {
                (await host.Get(path, host.Token("auditor", "*"))).Json.GetProperty("synthetic").GetBoolean().ShouldBeTrue(path);
            }
            finally
            {
                host.Subjects.Synthetic = false;
            }
        }
    }

    [Fact]
    public async Task Every_read_of_the_record_is_asked_at_an_instant_and_on_a_day()
    {
        var paths = (await host.Get("/openapi/v1.json")).Json.GetProperty("paths");
        string[] record =
        [
            "cpts", "cpts/{id}", "cpts/{id}/commitments/{commitmentId}", "cpts/{id}/timeline", "cpts/{id}/aci/proposals", "regions/{code}/financing", "regions/financing", "regions/{code}/forecast",
            "regions/{code}/forecast/payables", "fir-envelopes", "aci-tariffs", "aci-tariffs/{tariff}", "deadlines", "audit/entries", "audit/envelope-acts", "audit/cpts/{id}/replay",
            "audit/regions/{code}/replay", "audit/diff",
        ];
        foreach (var path in record)
            paths.GetProperty("/api/v1/" + path).GetProperty("get").GetProperty("parameters").EnumerateArray().Select(it => it.GetProperty("name").GetString()).Intersect(["asOf", "effectiveOn"]).Count().ShouldBe(2, path);
    }
}
