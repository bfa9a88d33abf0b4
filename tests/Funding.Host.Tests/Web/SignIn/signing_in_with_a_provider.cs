using System.Net;
using System.Text.RegularExpressions;
using Funding.Benchmarks.Running;
using Funding.Host.Demo;
using Microsoft.AspNetCore.WebUtilities;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>Signing in at a real provider of identities, and what is refused on the way back.</summary>
public sealed partial class signing_in_with_a_provider : IAsyncLifetime
{
    private SignedInElsewhere site = null!;

    public async Task InitializeAsync() => site = await SignedInElsewhere.StartAsync();

    public async Task DisposeAsync() => await site.DisposeAsync();

    [Fact]
    public async Task the_page_has_one_button_that_names_it()
    {
        using var browser = site.Server.Other();

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri("/connexion?retour=/cpts", UriKind.Relative)));

        page.ShouldContain(">Se connecter avec ProConnect</button>");
        page.ShouldContain("name=\"retour\" value=\"/cpts\"");
        page.ShouldNotContain("fictif");
    }

    [Fact]
    public async Task who_signed_in_there_is_here_who_the_provider_says_with_role_and_scope_as_mapped()
    {
        using var browser = site.Server.Other();

        using var answer = await site.SignInAsync(browser, "jeanne", "/cpts?q=a");

        answer.Headers.Location!.OriginalString.ShouldBe("/cpts?q=a");
        (await browser.GetStringAsync(new Uri("/moi", UriKind.Relative))).ShouldBe("Jeanne Le Goff ArsOfficer 53");
        var session = Browser.TicketOf(site.Server.Services, answer)!.Principal;
        (session.FindFirst("iss")!.Value, session.FindFirst("sub")!.Value).ShouldBe((site.Provider.Issuer, "jeanne"));
    }

    [Theory]
    [InlineData("userinfo")]
    [InlineData("signed-userinfo")]
    public async Task what_the_token_does_not_say_is_asked_of_the_user_information(string tells)
    {
        await using var other = await SignedInElsewhere.StartAsync(tells);
        using var browser = other.Server.Other();

        (await other.SignInAsync(browser, "jeanne")).Dispose();

        (await browser.GetStringAsync(new Uri("/moi", UriKind.Relative))).ShouldBe("Jeanne Le Goff ArsOfficer 53");
    }

    [Fact]
    public async Task a_code_comes_with_the_proof_that_this_host_asked_for_it()
    {
        using var browser = site.Server.Other();

        var asked = QueryHelpers.ParseQuery((await SignedInElsewhere.LeaveAsync(browser)).Query);

        (asked["response_type"].ToString(), asked["code_challenge_method"].ToString()).ShouldBe(("code", "S256"));
        asked["code_challenge"].ToString().Length.ShouldBe(43);
        asked["redirect_uri"].ToString().ShouldBe(site.Address + "/connexion/retour");
    }

    [Theory]
    [InlineData("state")]
    [InlineData("code")]
    public async Task what_was_altered_on_the_way_back_is_refused(string field)
    {
        using var browser = site.Server.Other();
        var back = await site.SignInThereAsync(browser, await SignedInElsewhere.LeaveAsync(browser), "jeanne");

        await RefusedAsync(browser, With(back, field, value => value[..^2] + (value.EndsWith("AA", StringComparison.Ordinal) ? "BB" : "AA")));
    }

    [Fact]
    public async Task a_sign_in_that_another_browser_began_is_refused()
    {
        using var browser = site.Server.Other();
        using var other = site.Server.Other();
        var back = await site.SignInThereAsync(browser, await SignedInElsewhere.LeaveAsync(browser), "jeanne");

        await RefusedAsync(other, back);
    }

    [Fact]
    public async Task a_code_that_was_used_is_refused_with_a_new_sign_in_too()
    {
        using var browser = site.Server.Other();
        var used = await site.SignInThereAsync(browser, await SignedInElsewhere.LeaveAsync(browser), "jeanne");
        using (var first = await browser.GetAsync(used)) first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await RefusedAsync(browser, used);
        var back = await site.SignInThereAsync(browser, await SignedInElsewhere.LeaveAsync(browser), "jeanne");

        await RefusedAsync(browser, With(back, "code", _ => QueryHelpers.ParseQuery(used.Query)["code"].ToString()));
    }

    [Fact]
    public async Task a_token_made_for_another_sign_in_is_refused()
    {
        using var browser = site.Server.Other();
        var start = With(await SignedInElsewhere.LeaveAsync(browser), "nonce", value => value + "x");

        await RefusedAsync(browser, await site.SignInThereAsync(browser, start, "jeanne"));
    }

    [Fact]
    public async Task who_gives_up_there_is_told_so_here()
    {
        using var browser = site.Server.Other();

        await RefusedAsync(browser, await site.SignInThereAsync(browser, await SignedInElsewhere.LeaveAsync(browser), null));
    }

    [Theory]
    [InlineData("sans-role", "Votre compte n’a pas de rôle")]
    [InlineData("sans-region", "Votre compte n’a pas de périmètre utilisable")]
    public async Task who_has_no_role_or_scope_as_mapped_is_told_so_and_reads_nothing(string who, string words)
    {
        using var browser = site.Server.Other();

        using var answer = await site.SignInAsync(browser, who);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain(words);
        Browser.TicketOf(site.Server.Services, answer).ShouldBeNull();
    }

    [Fact]
    public async Task who_has_several_roles_chooses_one_of_them()
    {
        using var browser = site.Server.Other();
        using var answer = await site.SignInAsync(browser, "paul", "/cpts");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Browser.TicketOf(site.Server.Services, answer).ShouldBeNull();
        page.ShouldContain("Continuer comme Agent de l’ARS");
        page.ShouldContain("Continuer comme Auditeur");
        var pending = Pending().Match(page).Groups["it"].Value;

        (await PageForms.SendAsync(browser, "/connexion", "/connexion/role", ("pending", pending), ("role", "admin"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PageForms.SendAsync(browser, "/connexion", "/connexion/role", ("pending", pending[..^8] + "AAAAAAA="), ("role", "auditor"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var chosen = await PageForms.SendAsync(browser, "/connexion", "/connexion/role", ("pending", pending), ("role", "ars-officer"));

        chosen.Headers.Location!.OriginalString.ShouldBe("/cpts");
        (await browser.GetStringAsync(new Uri("/moi", UriKind.Relative))).ShouldBe("Paul Cour ArsOfficer 53");
    }

    [Fact]
    public async Task who_leaves_leaves_the_provider_too()
    {
        using var browser = site.Server.Other();
        (await site.SignInAsync(browser, "jeanne")).Dispose();

        using var left = await PageForms.SendAsync(browser, "/cpts", "/deconnexion");

        (await browser.GetAsync(new Uri("/cpts", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var end = SignedInElsewhere.LedTo(left);
        using var there = await browser.GetAsync(end);
        var question = await there.Content.ReadAsStringAsync();
        there.StatusCode.ShouldBe(HttpStatusCode.OK, question);
        QueryHelpers.ParseQuery(end.Query)["id_token_hint"].ToString().Split('.').Length.ShouldBe(3);
        using var yes = new FormUrlEncodedContent([new("xsrf", Xsrf().Match(question).Groups["it"].Value), new("logout", "yes")]);
        using var ended = await browser.PostAsync(new Uri(end, "/session/end/confirm"), yes);
        ended.Headers.Location!.OriginalString.ShouldStartWith(site.Address + "/connexion");
    }

    [Fact]
    public async Task while_it_is_away_people_are_told_so()
    {
        await site.Provider.StopAsync();
        using var browser = site.Server.Other();

        using var answer = await PageForms.SendAsync(browser, "/connexion", "/connexion");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("Le fournisseur d’identité ne répond pas.");
    }

    [Fact]
    public async Task nobody_of_the_demonstration_can_be_chosen_nor_goes_on_with_a_session_of_then()
    {
        using var browser = site.Server.Other();
        (await PageForms.SendAsync(browser, "/connexion", "/connexion", ("who", "auditor"))).StatusCode.ShouldBe(HttpStatusCode.OK, "led to the provider");
        (await browser.GetAsync(new Uri("/moi", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var former = site.Server.Other(Browser.Auditor with { Issuer = Cast.Issuer });

        (await former.GetAsync(new Uri("/moi", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("ailleurs.example", HttpStatusCode.NotFound)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    public async Task pages_are_read_under_their_public_name_only(string host, HttpStatusCode expected)
    {
        using var browser = site.Server.Other();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/connexion", UriKind.Relative));
        request.Headers.Host = host;

        (await browser.SendAsync(request)).StatusCode.ShouldBe(expected);
    }

    private static async Task RefusedAsync(HttpClient browser, Uri back)
    {
        using var answer = await browser.GetAsync(back);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("La connexion n’a pas abouti");
        answer.Headers.TryGetValues("Set-Cookie", out var set);
        (set ?? []).ShouldNotContain(cookie => cookie.StartsWith("funding-session=", StringComparison.Ordinal));
    }

    private static Uri With(Uri address, string field, Func<string, string> alter)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        query[field] = alter(query[field].ToString());
        return new Uri(QueryHelpers.AddQueryString(address.GetLeftPart(UriPartial.Path), query));
    }

    [GeneratedRegex("name=\"pending\" value=\"(?<it>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Pending();

    [GeneratedRegex("name=\"xsrf\" value=\"(?<it>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Xsrf();
}
