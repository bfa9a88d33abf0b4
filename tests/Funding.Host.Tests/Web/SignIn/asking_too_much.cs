using System.Globalization;
using System.Net;
using Funding.Benchmarks.Running;
using Funding.Host.Settings;
using Funding.Host.Tests.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>How often one may try to sign in, and send forms.</summary>
public sealed class asking_too_much : IAsyncLifetime
{
    private PagesServer server = null!;

    public async Task InitializeAsync() => server = await PagesServer.StartAsync([], Histories.Until,
        settings: new FundingSettings { Demo = true, Auth = new() { Pages = new() { SignInsPerMinute = 2, PostsPerMinute = 3 } } }, more: pages => pages.MapPost("/acte", () => Results.Text("fait")));

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task who_tries_to_sign_in_too_often_waits_whoever_they_are()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var stranger = server.Other();
            (await PageForms.SendAsync(stranger, "/connexion", "/connexion", ("who", "nobody"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        using var browser = server.Other();
        using var answer = await PageForms.SendAsync(browser, "/connexion", "/connexion", ("who", "auditor"));

        await ToWaitAsync(answer);
        Browser.TicketOf(server.Services, answer).ShouldBeNull();
        (await browser.GetAsync(new Uri("/connexion", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK, "the page itself may be read");
    }

    [Fact]
    public async Task who_sends_too_many_forms_waits_and_nobody_else_does()
    {
        for (var sent = 0; sent < 3; sent++) (await PageForms.SendAsync(server.Client, "/cpts", "/acte")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var answer = await PageForms.SendAsync(server.Client, "/cpts", "/acte");

        await ToWaitAsync(answer);
        (await server.ReadAsync("/cpts")).ShouldContain("Camille Auditrice", Case.Sensitive, "reading goes on");
        using var colleague = server.Other(Browser.Auditor with { Subject = "autre" });
        (await PageForms.SendAsync(colleague, "/cpts", "/acte")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task ToWaitAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        int.Parse(answer.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("Trop de demandes");
    }
}
