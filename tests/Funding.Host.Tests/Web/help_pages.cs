using System.Net;
using System.Text.RegularExpressions;
using Funding.Host.Api.Problems;
using Funding.Host.Settings;
using Funding.Host.Tests.Demo;
using Funding.Host.Web.Help;

namespace Funding.Host.Tests.Web;

public sealed partial class help_pages : IAsyncLifetime
{
    /// <summary>What no rule of funding raises: of the request, of rights, of the order in which requests come, and of the host.</summary>
    private static readonly string[] OfNoRule =
    [
        "malformed", "unauthenticated", "not-found", "forbidden", "version-mismatch", "idempotency-key-reused", "in-progress", "webhook-closed",
        "method-not-allowed", "too-large", "unsupported-media-type", "internal-error",
    ];

    private PagesServer server = null!;

    public async Task InitializeAsync() => server = await PagesServer.StartAsync([], Histories.Until);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public void there_is_help_on_each_of_the_22_rules() => HelpRules.All.Select(rule => rule.Number).ShouldBe(Enumerable.Range(1, 22));

    [Fact]
    public void every_refusal_of_a_rule_is_told_by_a_rule_and_no_other()
        => HelpRules.All.SelectMany(rule => rule.Refusals).Distinct().Order(StringComparer.Ordinal).ShouldBe(ProblemTypes.Slugs.Except(OfNoRule).Order(StringComparer.Ordinal));

    [Fact]
    public async Task the_help_leads_to_every_rule_and_every_refusal_and_those_to_each_other()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in Links(await server.ReadAsync("/aide")))
            foreach (var further in Links(await server.ReadAsync(address)).Append(address)) reached.Add(further);

        reached.ShouldBe(HelpRules.All.Select(rule => rule.Address).Concat(HelpRules.All.SelectMany(rule => rule.Refusals).Select(HelpRules.AddressOf)).Append("/aide").Distinct(), ignoreOrder: true);
    }

    [Fact]
    public async Task a_rule_tells_what_it_says_when_it_is_met_what_to_do_and_where_it_comes_from()
    {
        var page = (await server.ReadAsync("/aide/r7")).Plain();

        page.ShouldContain("<h1>R7. Payer avant la prescription</h1>");
        foreach (var heading in new[] { "Ce que dit la règle", "Quand on la rencontre", "Que faire", "Les refus", "D’où elle vient" }) page.ShouldContain($"<h2>{heading}</h2>");
        page.ShouldContain("article L1435-10");
        page.ShouldContain("href=\"/aide/refus/time-barred\"");
        (await server.ReadAsync("/aide/r10")).ShouldContain("D’aucun texte propre aux CPTS");
        (await server.ReadAsync("/aide/r13")).ShouldContain("Ce que le logiciel suppose");
    }

    [Fact]
    public async Task a_refusal_is_explained_even_when_no_rule_raises_it()
    {
        (await server.ReadAsync("/aide/refus/envelope-exceeded")).ShouldContain("Le crédit disponible de l’enveloppe ne suffit pas.");
        foreach (var slug in OfNoRule) (await server.ReadAsync($"/aide/refus/{slug}")).ShouldContain($"<code>{slug}</code>");
    }

    [Theory]
    [InlineData("/aide/r0")]
    [InlineData("/aide/r23")]
    [InlineData("/aide/r")]
    [InlineData("/aide/règle")]
    [InlineData("/aide/refus/caprice")]
    public async Task of_what_is_no_rule_there_is_no_page(string path) => (await server.ReadAsync(path, HttpStatusCode.NotFound)).ShouldContain("Page introuvable");

    [Theory]
    [InlineData("/mentions-legales", "Operator", "Address", "Director", "Hosting", "Contact")]
    [InlineData("/donnees-personnelles", "Operator", "DataProtection")]
    [InlineData("/accessibilite", "Contact")]
    public async Task what_the_operator_has_not_told_is_not_made_up(string path, params string[] settings)
    {
        var page = await server.ReadAsync(path);

        foreach (var setting in settings) page.ShouldContain($"réglage <code>Funding__Site__{setting}</code>");
    }

    [Fact]
    public async Task what_the_operator_has_told_is_shown()
    {
        FundingSettings settings = new() { Site = new() { Operator = "ARS <Bretagne>", DataProtection = "dpo@ars.example" } };
        await using var told = await PagesServer.StartAsync([], Histories.Until, settings: settings);
        (await told.Client.GetStringAsync(new Uri("/mentions-legales", UriKind.Relative))).ShouldContain("ARS &lt;Bretagne&gt;");
        (await told.ReadAsync("/donnees-personnelles")).ShouldContain("<a href=\"mailto:dpo@ars.example\">dpo@ars.example</a>");
    }

    [Theory]
    [InlineData("/aide")]
    [InlineData("/aide/r5")]
    [InlineData("/aide/refus/four-eyes")]
    [InlineData("/accessibilite")]
    [InlineData("/mentions-legales")]
    [InlineData("/donnees-personnelles")]
    public async Task they_are_read_before_anyone_signs_in(string path)
    {
        using var stranger = server.Other();
        using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("class=\"menus\"");
    }

    [Fact]
    public async Task every_page_leads_to_help_and_to_what_the_law_asks_for()
    {
        var page = await server.ReadAsync("/cpts");

        foreach (var address in new[] { "/aide", "/accessibilite", "/mentions-legales", "/donnees-personnelles" }) page.ShouldContain($"<a href=\"{address}\">");
    }

    private static IEnumerable<string> Links(string page) => Addresses().Matches(page).Select(it => it.Groups["address"].Value);

    [GeneratedRegex("href=\"(?<address>/aide[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Addresses();
}
