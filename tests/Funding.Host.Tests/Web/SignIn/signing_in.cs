using System.Net;
using Funding.Benchmarks.Running;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Host.Demo;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Tests.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>The sign-in page of the demonstration, over a history in memory.</summary>
public sealed class signing_in : IAsyncLifetime
{
    private static readonly Guid Id = new("0193a6a0-0000-4000-8000-000000000001");

    private static readonly IReadOnlyList<PastEvent> History =
    [
        new PastCptsEvent(Id, Guid.NewGuid(), new PersonId(Guid.NewGuid()), Histories.Until.AddDays(-9), new CptsRegistered("CPTS fictive de Crozon", "53", new Territory("29", ["29042"], 8_000), "rural", new Identifiers(null, null), null, Synthetic: true) { EffectiveDate = new(2026, 1, 5) }),
    ];

    private PagesServer server = null!;

    public async Task InitializeAsync() => server = await PagesServer.StartAsync(History, Histories.Until, settings: new FundingSettings { Demo = true }, more: pages => pages.MapGet("/moi", (Visitor visitor) => Told(visitor)));

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("/", "/connexion")]
    [InlineData("/cpts?q=%C3%A9t%C3%A9&region=53", "/connexion?retour=%2Fcpts%3Fq%3D%25C3%25A9t%25C3%25A9%26region%3D53")]
    [InlineData("/exports/entries.csv", "/connexion?retour=%2Fexports%2Fentries.csv")]
    [InlineData("/baremes", "/connexion?retour=%2Fbaremes")]
    public async Task who_is_not_signed_in_is_led_to_the_sign_in_page(string asked, string led)
    {
        using var stranger = server.Other();

        using var answer = await stranger.GetAsync(new Uri(asked, UriKind.Relative));

        (answer.StatusCode, answer.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.Redirect, led));
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_token_of_the_API_opens_no_page()
    {
        using var program = server.Other();
        program.DefaultRequestHeaders.Authorization = new("Bearer", "x.y.z");

        (await program.GetAsync(new Uri("/cpts", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("officer-1-53", "ArsOfficer", "53")]
    [InlineData("accountant-2-53", "ArsAccountant", "53")]
    [InlineData("am-officer-2-53", "AmOfficer", "53")]
    [InlineData("am-accountant-1-53", "AmAccountant", "53")]
    [InlineData("admin", "Admin", "*")]
    [InlineData("auditor", "Auditor", "*")]
    public async Task a_demo_user_is_the_person_of_the_history_with_their_role_and_region(string who, string role, string region)
    {
        var person = await PersonAsync(who, null);
        using var browser = server.Other();

        using var answer = await PageForms.SendAsync(browser, "/connexion?region=53", "/connexion", ("region", "53"), ("who", who), ("retour", "/cpts?q=a"));

        answer.Headers.Location!.OriginalString.ShouldBe("/cpts?q=a");
        (await browser.GetStringAsync(new Uri("/moi", UriKind.Relative))).ShouldBe($"{person.Value} {role} {region} ");
    }

    [Fact]
    public async Task who_acts_for_a_CPTS_is_its_association_of_the_history()
    {
        var person = await PersonAsync(Cast.Association(7), "Association, CPTS fictive de Crozon");
        using var browser = server.Other();

        (await PageForms.SendAsync(browser, "/connexion?region=53", "/connexion", ("region", "53"), ("cpts", Id.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetStringAsync(new Uri("/moi", UriKind.Relative))).ShouldBe($"{person.Value} Cpts  {Id}");
    }

    [Theory]
    [InlineData("who", "officer-1-84")]
    [InlineData("who", "officer-3-53")]
    [InlineData("who", "association-0001")]
    [InlineData("cpts", "0193a6a0-0000-4000-8000-000000000002")]
    [InlineData("cpts", "53")]
    [InlineData("token", "x.y.z")]
    public async Task nobody_else_can_be_chosen(string field, string value)
    {
        using var browser = server.Other();

        using var answer = await PageForms.SendAsync(browser, "/connexion?region=53", "/connexion", ("region", "53"), (field, value));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Choisissez une personne.");
        Browser.TicketOf(server.Services, answer).ShouldBeNull();
    }

    [Theory]
    [InlineData("https://ailleurs.example/")]
    [InlineData("//ailleurs.example/")]
    [InlineData("/\\ailleurs.example/")]
    [InlineData("/connexion?retour=/cpts")]
    [InlineData("/cpts\r\nSet-Cookie: a=b")]
    [InlineData("/é")]
    [InlineData("~/cpts")]
    [InlineData("")]
    public async Task one_comes_back_to_pages_of_this_site_only(string back)
    {
        using var browser = server.Other();

        using var answer = await PageForms.SendAsync(browser, "/connexion", "/connexion", ("who", "auditor"), ("retour", back));

        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task the_page_offers_each_role_with_its_words_and_the_CPTS_of_the_region()
    {
        var page = await server.ReadAsync("/connexion?region=53&retour=/cpts");

        foreach (var words in new[] { "Agent ARS 1, Bretagne (fictif)", "Agent comptable CPAM 2, Bretagne (fictif)", "Auditeur national (fictif)", "Administration nationale (fictive)", "CPTS fictive de Crozon", "name=\"retour\" value=\"/cpts\"" }) page.ShouldContain(words);
        page.ShouldNotContain("Jeton");
        (await server.ReadAsync("/connexion?region=84")).ShouldNotContain("Crozon");
        (await server.ReadAsync("/connexion?region=zz")).ShouldContain("Agent ARS 1, Auvergne-Rhône-Alpes (fictif)");
    }

    [Fact]
    public async Task pages_tell_who_is_signed_in_and_let_them_leave()
    {
        using var browser = server.Other(Browser.Auditor);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri("/cpts", UriKind.Relative)));
        page.ShouldContain("<strong>Camille Auditrice</strong><span>Auditeur, France entière</span>");

        (await PageForms.SendAsync(browser, "/cpts", "/deconnexion")).Headers.Location!.OriginalString.ShouldBe("/connexion");

        (await browser.GetAsync(new Uri("/cpts", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task where_there_is_no_demonstration_nobody_of_it_can_be_chosen()
    {
        await using var plain = await PagesServer.StartAsync(History, Histories.Until);
        (await plain.ReadAsync("/connexion")).ShouldContain("<label for=\"token\">Jeton</label>");
        (await plain.ReadAsync("/connexion")).ShouldNotContain("fictif");
    }

    private async Task<PersonId> PersonAsync(string subject, string? name)
    {
        using var scope = server.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<IPeople>().IdentifyAsync(Cast.Issuer, subject, name, CancellationToken.None);
    }

    private static IResult Told(Visitor visitor) => Results.Text($"{visitor.Caller.Person.Value} {visitor.Caller.Role} {visitor.Caller.RegionCode} {visitor.Caller.CptsId}");
}
