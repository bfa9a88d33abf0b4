using System.Net;
using System.Text.Json;
using Funding.Host.Settings;
using Funding.Host.Tests.Notifications.Mail;

namespace Funding.Host.Tests.WholeHost.FullLife;

/// <summary>A real mail server that takes mail only by TLS from who signs in, and one address for each role, in the region and beside it.</summary>
internal sealed class Mailboxes : IAsyncDisposable
{
    public static readonly string[] Roles = ["ars-officer", "ars-accountant", "am-officer", "am-accountant", "cpts"];

    private const string User = "registre";

    private readonly OwnCertificate certificate;
    private readonly MailPeer peer;

    private Mailboxes(OwnCertificate certificate, MailPeer peer) => (this.certificate, this.peer) = (certificate, peer);

    public int Count => peer.Taken.Count;

    public NotificationSettings Settings
        => peer.Settings("starttls", User, "secret", certificate.Path).Notifications with { Retry = new RetrySettings { FirstSeconds = 0.2, MaxSeconds = 1 } };

    public static async Task<Mailboxes> StartAsync()
    {
        var certificate = new OwnCertificate();
        return new(certificate, await MailPeer.StartAsync(new { security = "starttls", key = certificate.KeyPath, cert = certificate.Path, user = User, password = "secret" }));
    }

    /// <summary>Gives every role its address; and some who must get nothing theirs: of another region, of another department.</summary>
    public static async Task OpenAsync(People people)
    {
        foreach (var role in Roles)
            await people.DoAsync("admin", "/mailboxes", role == "cpts" ? $$"""{"address":"cpts@sante.example","role":"cpts","cptsId":"{{Life.Id}}"}""" : Service(role, role, """ "84" """));
        await people.DoAsync("admin", "/mailboxes", Service("other-region", "ars-officer", """ "11" """));
        await people.DoAsync("admin", "/mailboxes", Service("other-department", "am-officer", """ "84","departments":["01"] """));
    }

    /// <summary>Every message of a role is that of its inbox, in both its forms, and in its order: that of a dossier, that of a region's year.</summary>
    public void ShouldHave(string role, IReadOnlyList<JsonElement> inbox)
    {
        var taken = peer.Taken.Where(mail => mail.To.Single() == $"{role}@sante.example").ToList();
        foreach (var isOfDossier in (bool[])[true, false])
        {
            var (mails, items) = (taken.Where(mail => IsOfDossier(Title(mail)) == isOfDossier).ToList(), inbox.Where(item => IsOfDossier(Title(item)) == isOfDossier).ToList());
            mails.Select(Title).ShouldBe(items.Select(Title), $"subjects to {role}");
            foreach (var (mail, item) in mails.Zip(items)) ShouldSay(mail, item);
        }
    }

    /// <summary>All came by TLS from who signed in, each under an id of its own, and to nobody else.</summary>
    public void ShouldBeSound()
    {
        peer.Taken.ShouldAllBe(mail => mail.Secure && mail.User == User);
        peer.Taken.Select(mail => mail.Raw.Split("\r\n").Single(line => line.StartsWith("Message-ID: ", StringComparison.Ordinal))).ShouldBeUnique();
        peer.Taken.Select(mail => mail.To.Single()).Distinct().ShouldBe(Roles.Select(role => $"{role}@sante.example"), ignoreOrder: true);
    }

    public async ValueTask DisposeAsync()
    {
        await peer.DisposeAsync();
        certificate.Dispose();
    }

    private static string Service(string name, string role, string scope) => $$"""{"address":"{{name}}@sante.example","role":"{{role}}","regionCode":{{scope}}}""";

    private static void ShouldSay(TakenMail mail, JsonElement item)
    {
        var (text, link) = (item.GetProperty("text").GetString()!, item.GetProperty("link").GetString()!);
        var parts = writing_mail.Parts(mail.Raw);
        parts.Select(part => part.Type).ShouldBe(["text/plain", "text/html"]);
        var (plain, html) = (parts[0].Content.ReplaceLineEndings("\n"), WebUtility.HtmlDecode(parts[1].Content));
        plain.ShouldStartWith(text + "\n\n");
        plain.ShouldContain(link);
        foreach (var said in text.Split("\n\n").Append(Title(mail)).Append($"href=\"{link}\"")) html.ShouldContain(said);
    }

    private static bool IsOfDossier(string title) => title.EndsWith(Life.Name, StringComparison.Ordinal);

    private static string Title(TakenMail mail) => writing_mail.Subject(mail.Raw);

    private static string Title(JsonElement item) => item.GetProperty("title").GetString()!;
}
