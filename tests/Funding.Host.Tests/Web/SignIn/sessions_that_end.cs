using System.Globalization;
using System.Net;
using Funding.Benchmarks.Running;
using Funding.Host.Settings;
using Funding.Host.Tests.Demo;
using Microsoft.AspNetCore.Authentication;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>The cookie of a session: how long it counts, and how it is kept.</summary>
public sealed class sessions_that_end : IAsyncLifetime
{
    private PagesServer server = null!;

    public async Task InitializeAsync() => server = await PagesServer.StartAsync([], Histories.Until, settings: new FundingSettings { Demo = true, Auth = new() { Pages = new() { IdleMinutes = 20, LongestHours = 3 } } });

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(60, 60, HttpStatusCode.OK)]
    [InlineData(60, -1, HttpStatusCode.Redirect)] // idle
    [InlineData(-1, 60, HttpStatusCode.Redirect)] // however busy
    public async Task after_its_time_it_opens_nothing(int latest, int idle, HttpStatusCode expected)
    {
        var now = DateTimeOffset.UtcNow;

        using var answer = await AskAsync(Browser.Ticket(Browser.Auditor, now.AddMinutes(latest), now.AddMinutes(idle)));

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task with_each_page_it_lives_anew_but_no_longer_than_its_latest_end()
    {
        var ticket = Browser.Ticket(Browser.Auditor, DateTimeOffset.UtcNow.AddMinutes(40));

        using var answer = await AskAsync(ticket);

        var renewed = Browser.TicketOf(server.Services, answer)!.Properties;
        (renewed.ExpiresUtc - renewed.IssuedUtc).ShouldBe(TimeSpan.FromHours(2), "as long as it was given at first");
        renewed.Items["latest-end"].ShouldBe(ticket.Properties.Items["latest-end"]);
    }

    [Fact]
    public async Task one_that_names_no_role_or_scope_opens_nothing()
    {
        using var answer = await AskAsync(Browser.Ticket(Browser.Auditor with { Region = "zz" }));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task one_that_begins_has_its_times_from_the_settings()
    {
        using var browser = server.Other();

        using var answer = await PageForms.SendAsync(browser, "/connexion", "/connexion", ("who", "auditor"));

        var begun = Browser.TicketOf(server.Services, answer)!;
        (begun.Properties.ExpiresUtc - begun.Properties.IssuedUtc).ShouldBe(TimeSpan.FromMinutes(20));
        begun.Properties.IsPersistent.ShouldBeFalse();
        (DateTimeOffset.Parse(begun.Properties.Items["latest-end"]!, CultureInfo.InvariantCulture) - begun.Properties.IssuedUtc!.Value).ShouldBe(TimeSpan.FromHours(3), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", null, "funding-", false)]
    [InlineData("http://127.0.0.1:0", "https://financement.example", "__Host-funding-", true)]
    [InlineData("http://127.0.0.1:0", "http://financement.example", "__Host-funding-", true)]
    public async Task its_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts(string urls, string? readers, string start, bool isSecure)
    {
        await using var reached = await PagesServer.StartAsync([], Histories.Until, urls, settings: new FundingSettings { Demo = true, Urls = urls, Notifications = new() { PublicUrl = readers } });
        using var browser = reached.Other();
        using var page = await browser.GetAsync(new Uri("/connexion", UriKind.Relative));
        using var signedIn = await AskAsync(reached, Browser.Ticket(Browser.Auditor));

        Set(page).ShouldHaveSingleItem().ShouldStartWith(start + "form=");
        Set(signedIn).ShouldContain(cookie => cookie.StartsWith(start + "session=", StringComparison.Ordinal));
        foreach (var cookie in Set(page).Concat(Set(signedIn)))
        {
            var words = cookie.Split("; ").Skip(1).Select(word => word.ToUpperInvariant()).ToArray();
            words.ShouldContain("HTTPONLY");
            words.ShouldContain("SAMESITE=LAX");
            words.ShouldContain("PATH=/");
            words.ShouldNotContain(word => word.StartsWith("DOMAIN", StringComparison.Ordinal));
            words.Contains("SECURE").ShouldBe(isSecure);
        }

        static string[] Set(HttpResponseMessage answer) => [.. answer.Headers.GetValues("Set-Cookie")];
    }

    private Task<HttpResponseMessage> AskAsync(AuthenticationTicket ticket) => AskAsync(server, ticket);

    private static async Task<HttpResponseMessage> AskAsync(PagesServer server, AuthenticationTicket ticket)
    {
        var cookie = Browser.Cookie(server.Services, ticket);
        using var browser = server.Other();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/cpts", UriKind.Relative));
        request.Headers.Add("Cookie", $"{cookie.Name}={cookie.Value}");
        return await browser.SendAsync(request);
    }
}
