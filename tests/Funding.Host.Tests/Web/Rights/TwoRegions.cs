using System.Net;
using Funding.Domain;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Host.Security;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Web.Rights;

/// <summary>Somebody who asks, by the pages and by the API.</summary>
internal sealed record Who(string Name, Role Role, string Region, Guid? Cpts = null, params string[] Departments)
{
    public CallerClaims Claims => new("test", Name, Name, Role, Region, Departments.ToSequence(), Cpts);

    public string TokenOf(LiveHost host) => host.Token(Slug.Of(Role), Name, Role == Role.Cpts ? null : Region, Cpts, Departments);
}

/// <summary>A whole host with a grant to each of three CPTS: of the Vallon (region 84, department 69), of the Bugey (84, 01) and of the Seine (11, 75).</summary>
internal sealed class TwoRegions : IAsyncDisposable
{
    private static readonly HttpMethod Get = HttpMethod.Get;

    private TwoRegions(LiveHost host) => Host = host;

    public LiveHost Host { get; }

    public Guid Vallon { get; private set; }

    public Guid Bugey { get; private set; }

    public Guid Seine { get; private set; }

    /// <summary>Somebody of each role and each kind of scope.</summary>
    public IReadOnlyList<Who> Everybody =>
    [
        new("agent-ars-84", Role.ArsOfficer, "84"), new("comptable-ars-84", Role.ArsAccountant, "84"), new("agent-am-84", Role.AmOfficer, "84"), new("agent-am-01", Role.AmOfficer, "84", null, "01"),
        new("comptable-am-84", Role.AmAccountant, "84"), new("agent-ars-11", Role.ArsOfficer, "11"), new("cpts-vallon", Role.Cpts, "", Vallon), new("cpts-seine", Role.Cpts, "", Seine),
        new("auditeur-84", Role.Auditor, "84"), new("auditeur", Role.Auditor, Caller.Nation), new("admin-84", Role.Admin, "84"), new("admin", Role.Admin, Caller.Nation),
    ];

    public static async Task<TwoRegions> StartAsync(PostgresFixture postgres)
    {
        var it = new TwoRegions(await LiveHost.StartAsync(postgres));
        it.Vallon = await it.GrantedAsync("CPTS du Vallon", "84", "69");
        it.Bugey = await it.GrantedAsync("CPTS du Bugey", "84", "01");
        it.Seine = await it.GrantedAsync("CPTS de la Seine", "11", "75");
        await TestEngine.UntilAsync(() => it.Host.ScalarAsync<bool>(TestEngine.Settled), settled => settled, seconds: 30);
        await TestEngine.UntilAsync(() => it.Host.ScalarAsync<long>("select count(*) from funding.notices where kind = 'fir-grant-awarded'"), told => told == 3, seconds: 30);
        return it;
    }

    /// <summary>The place of a dossier's registration in the ledger, and its id.</summary>
    public async Task<(long Position, Guid Id)> RegistrationAsync(Guid cpts)
    {
        var sql = $"from funding.ledger l join funding.mt_events e using (seq_id) where e.type = 'cpts_registered' and e.stream_id like '%{cpts}'";
        return (await Host.ScalarAsync<long>("select l.position " + sql), await Host.ScalarAsync<Guid>("select e.id " + sql));
    }

    /// <summary>What somebody sees of a page, entities decoded.</summary>
    public async Task<(int Status, string Text)> PageAsync(Who who, string address)
    {
        using var browser = Host.Browse(who.Claims);
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        return ((int)answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>What the API answers them.</summary>
    public Task<LiveAnswer> ApiAsync(Who who, string address) => Host.SendAsync(Get, "/api/v1" + address, null, who.TokenOf(Host));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task<Guid> GrantedAsync(string name, string region, string department)
    {
        var officer = Host.Token("ars-officer", region: region);
        await Host.PostAsync("/fir-envelopes", $$"""{"regionCode":"{{region}}","year":2024,"total":500000,"fungible":500000,"reference":"N"}""", Host.Token("admin", region: "*"));
        var id = (await Host.PostAsync("/cpts", $$"""{"name":"{{name}}","regionCode":"{{region}}","departmentCode":"{{department}}","population":65000,"effectiveDate":"2024-01-20"}""", officer)).Json.GetProperty("id").GetGuid();
        (await Host.PostAsync($"/cpts/{id}/letter-of-intent/acceptance", "{}", officer)).Status.ShouldBe(200);
        var granted = await Host.PostAsync($"/cpts/{id}/fir-grants", """{"id":"g","budgetYear":2024,"amount":1000,"purpose":"Ingénierie","instalments":[{"dueOn":"2024-06-01","amount":1000}]}""", officer);
        granted.Status.ShouldBe(200, granted.Text);
        return id;
    }
}
