using Funding.Benchmarks.Running;
using Funding.Host.Security;
using Funding.Host.Tests.Acceptance;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>Signing in where no provider is configured. Cost: two hosts.</summary>
[Collection(PostgresTests.Name)]
public sealed class signing_in_with_a_token(PostgresFixture postgres)
{
    [Fact]
    public async Task opens_the_pages_as_who_it_is_of_and_no_longer_than_it_counts()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        using var browser = Browser.Of(host.Services, host.Client.BaseAddress!.ToString(), null, follows: false);
        var token = host.Issuer.Issue(new TokenRequest("ars-officer", "c.leroy") { Name = "Camille Leroy", Region = "84", Departments = ["69"], Lifetime = TimeSpan.FromMinutes(90) });

        using var answer = await PageForms.SendAsync(browser, "/connexion", "/connexion", ("token", $" {token}\r\n"));

        var end = Browser.TicketOf(host.Services, answer)!.Properties.Items["latest-end"]!;
        (DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow).ShouldBe(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(2));
        var page = System.Net.WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri("/cpts", UriKind.Relative)));
        page.ShouldContain("<strong>Camille Leroy</strong><span>Agent de l’ARS, Rhône</span>");
    }

    [Fact]
    public async Task opens_nothing_when_the_token_is_none_or_not_of_this_machine()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        await using var other = await LiveHost.StartAsync(postgres);
        using var browser = Browser.Of(host.Services, host.Client.BaseAddress!.ToString(), null, follows: false);
        var token = host.Token("auditor", region: "*");

        foreach (var wrong in new[] { "", "x.y.z", token[..^4], other.Token("auditor", region: "*") })
        {
            using var answer = await PageForms.SendAsync(browser, "/connexion", "/connexion", ("token", wrong));
            ((int)answer.StatusCode).ShouldBe(400);
            Browser.TicketOf(host.Services, answer).ShouldBeNull();
        }
    }
}
