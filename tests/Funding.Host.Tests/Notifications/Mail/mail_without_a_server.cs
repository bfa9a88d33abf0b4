using System.Net;
using System.Text;
using System.Text.Json;
using Funding.Host.Settings;
using Funding.Host.Tests.Acceptance;

namespace Funding.Host.Tests.Notifications.Mail;

/// <summary>Without a mail server nothing goes out, and whoever counts on it is told: by the API and on the page.</summary>
[Collection(PostgresTests.Name)]
public sealed class mail_without_a_server(PostgresFixture postgres)
{
    private const string Service = """{"address":"cpts@ars-ara.sante.fr","role":"ars-officer","regionCode":"84"}""";

    [Fact]
    public async Task whoever_opens_reads_or_sets_an_address_is_told_that_mail_waits_and_ends_as_a_failure()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        const string Reason = "Aucun serveur de messagerie n’est configuré sur cet hôte : aucun courriel ne part. Ce qui est à envoyer attend, et compte parmi les messages en échec au bout de 3\u00A0jours.";
        var (admin, officer) = (host.Token("admin", region: "*"), host.Token("ars-officer"));

        var opened = (await SendAsync(host, "POST", "/mailboxes", Service, admin)).Json;
        var listed = (await host.GetAsync("/mailboxes", admin)).Json.GetProperty("items")[0];
        var set = (await SendAsync(host, "PUT", "/notifications/settings", """{"email":"a.martin@ars.sante.fr"}""", officer)).Json;
        var own = (await host.GetAsync("/notifications/settings", officer)).Json;

        foreach (var answer in new[] { opened, listed, set, own }) Reach(answer).ShouldBe((false, Reason));
        WebUtility.HtmlDecode((await host.SendAsync(HttpMethod.Get, "/notifications")).Text).ShouldContain(Reason);
    }

    [Fact]
    public async Task the_time_after_which_it_does_is_the_one_that_is_set()
    {
        await using var host = await LiveHost.StartAsync(postgres, notifications: new() { Retry = new() { GiveUpHours = 36.5 } });

        Reach((await host.GetAsync("/notifications/settings", host.Token("ars-officer"))).Json).Reason!.ShouldEndWith("au bout de 37\u00A0heures.");
    }

    [Fact]
    public async Task with_a_server_nothing_of_the_kind_is_said()
    {
        await using var host = await LiveHost.StartAsync(postgres, notifications: new() { Smtp = new SmtpSettings { Host = "127.0.0.1", Port = 9, Security = "none", From = "cpts@ars.fr" } });

        Reach((await SendAsync(host, "POST", "/mailboxes", Service, host.Token("admin", region: "*"))).Json).ShouldBe((true, null));
        WebUtility.HtmlDecode((await host.SendAsync(HttpMethod.Get, "/notifications")).Text).ShouldNotContain("Aucun serveur de messagerie");
    }

    [Fact]
    public async Task the_document_of_the_API_says_so()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var paths = (await host.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json.GetProperty("paths");

        Members(paths, "/api/v1/mailboxes", "post", "201").ShouldContain("deliverable");
        Members(paths, "/api/v1/notifications/settings", "get", "200").ShouldBe(["deliverable", "reason"]);
        Answer(paths, "/api/v1/mailboxes", "get", "200").GetProperty("properties").GetProperty("items").GetProperty("items").GetProperty("properties").TryGetProperty("reason", out _).ShouldBeTrue();
    }

    private static (bool Deliverable, string? Reason) Reach(JsonElement answer)
        => (answer.GetProperty("deliverable").GetBoolean(), answer.TryGetProperty("reason", out var reason) ? reason.GetString() : null);

    private static string[] Members(JsonElement paths, string path, string method, string status)
        => [.. Answer(paths, path, method, status).GetProperty("properties").EnumerateObject().Select(member => member.Name)];

    private static JsonElement Answer(JsonElement paths, string path, string method, string status)
        => paths.GetProperty(path).GetProperty(method).GetProperty("responses").GetProperty(status).GetProperty("content").GetProperty("application/json").GetProperty("schema");

    private static Task<LiveAnswer> SendAsync(LiveHost host, string method, string path, string body, string token)
        => host.SendAsync(new HttpMethod(method), "/api/v1" + path, new StringContent(body, Encoding.UTF8, "application/json"), token);
}
