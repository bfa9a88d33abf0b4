using System.Net;
using Funding.Benchmarks.Running;
using Funding.Host.Tests.Demo;
using Funding.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>What becomes of a form: it is of this session, or nothing is recorded of it and nothing of it is lost.</summary>
public sealed class forms_of_pages : IAsyncLifetime
{
    private static readonly (string, string)[] Written = [("amount", "1 000,00"), ("comment", "<b>l’été</b> & \"co\""), ("mission", "a"), ("mission", "b")];

    private PagesServer server = null!;

    public async Task InitializeAsync() => server = await PagesServer.StartAsync([], Histories.Until, more: pages =>
    {
        pages.MapPost("/acte", (PagePost post) => Results.Text(Told(post)));
        pages.MapPost("/formulaire", (PagePost post) => Results.Text(Told(post))).TakesUnfitPosts();
    });

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task one_of_this_session_reaches_its_page_with_all_its_fields_and_no_token()
    {
        using var answer = await PageForms.SendAsync(server.Client, "/cpts", "/acte", Written);

        (await answer.Content.ReadAsStringAsync()).ShouldBe("True amount=1 000,00 comment=<b>l’été</b> & \"co\" mission=a,b");
    }

    [Theory]
    [InlineData("/acte")]
    [InlineData("/deconnexion")]
    public async Task one_without_a_token_is_refused(string to)
    {
        using var answer = await PostAsync(server.Client, to);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("rien n’a été enregistré");
        (await server.ReadAsync("/cpts")).ShouldContain("Camille Auditrice", Case.Sensitive, "and the session goes on");
    }

    [Fact]
    public async Task one_of_another_person_in_the_same_browser_is_refused()
    {
        using var browser = server.Other(Browser.Auditor with { Subject = "autre" });
        await browser.GetStringAsync(new Uri("/cpts", UriKind.Relative));
        var token = await PageForms.TokenAsync(server.Client, "/cpts");

        using var answer = await PostAsync(browser, "/acte", ("__RequestVerificationToken", token));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task a_page_that_shows_forms_again_is_told_that_one_does_not_fit()
    {
        using var answer = await PostAsync(server.Client, "/formulaire", Written);

        (await answer.Content.ReadAsStringAsync()).ShouldStartWith("False amount=1 000,00 comment=");
    }

    [Fact]
    public async Task one_whose_session_is_over_is_given_back_whole_and_reaches_no_page()
    {
        using var browser = server.Other();

        using var answer = await PostAsync(browser, "/formulaire?version=3", Written);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("<form method=\"post\" action=\"/formulaire?version=3\">");
        html.ShouldContain("name=\"comment\" value=\"&lt;b&gt;l’été&lt;/b&gt; &amp; &quot;co&quot;\"");
        html.ShouldContain("name=\"mission\" value=\"a\"");
        html.ShouldContain("name=\"mission\" value=\"b\"");
        html.ShouldNotContain("__RequestVerificationToken", Case.Sensitive, "sent again it is shown filled, not recorded");
        html.ShouldContain("href=\"/connexion\" target=\"_blank\"");
    }

    [Fact]
    public async Task what_is_no_whole_form_is_told_to_be_unreadable()
    {
        using var content = new StringContent("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhal");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        (await server.Client.PostAsync(new Uri("/formulaire", UriKind.Relative), content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string to, params IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await browser.PostAsync(new Uri(to, UriKind.Relative), form);
    }

    private static string Told(PagePost post) => $"{post.Fits} {string.Join(' ', post.Fields.Select(field => $"{field.Key}={field.Value}"))}";
}
