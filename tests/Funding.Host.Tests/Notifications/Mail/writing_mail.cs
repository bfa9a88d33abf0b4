using System.Text;
using System.Text.RegularExpressions;
using Funding.Host.Notifications.Mail;
using Funding.Host.Notifications.Texts;

namespace Funding.Host.Tests.Notifications.Mail;

/// <summary>Unit. The message as its bytes.</summary>
public sealed class writing_mail
{
    private static readonly Guid Id = new("0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01");
    private static readonly MailServer Server = new("mail", 587, MailSecurity.StartTls, null, "registre@funding.example", null, TimeSpan.FromSeconds(30), "funding.example");

    [Fact]
    public void it_has_the_headers_of_mail_that_a_program_sends()
    {
        var headers = Write(new NoticeText("Échéance", "Bonjour", "<p>Bonjour</p>", "https://funding.example/")).Split("\r\n\r\n")[0].Split("\r\n");

        headers.ShouldBe([
            "From: <registre@funding.example>", "To: <camille@ars.example>", "Subject: =?utf-8?B?w4ljaMOpYW5jZQ==?=", "Date: Thu, 01 Feb 2024 08:00:00 +0000",
            $"Message-ID: <{Id}@funding.example>", "Auto-Submitted: auto-generated", "Content-Language: fr", "MIME-Version: 1.0",
            "Content-Type: multipart/alternative;", $" boundary=\"=_{Id:N}\""]);
    }

    [Fact]
    public void it_says_the_same_in_plain_text_and_in_HTML()
    {
        var long_ = string.Join("\n", Enumerable.Repeat("Une ligne accentuée : « été », 45 000,00 €.", 40));
        var message = Write(new NoticeText("Titre", long_, $"<p>{long_}</p>", "https://funding.example/"));

        Parts(message).ShouldBe([("text/plain", long_.ReplaceLineEndings("\r\n") + "\r\n"), ("text/html", $"<p>{long_}</p>")]);
        message.Split("\r\n").ShouldAllBe(line => line.Length <= 78 && !line.StartsWith('.') && !line.Contains('\n') && !line.Contains('\r'));
    }

    [Theory]
    [InlineData("Projet validé\r\nBcc: tous@ars.example")]
    [InlineData("Projet validé\nBcc: tous@ars.example\n\nAutre corps")]
    [InlineData("=?utf-8?Q?déjà_codé?=")]
    public void a_title_cannot_become_a_header(string title)
    {
        var message = Write(new NoticeText(title, "x", "x", "https://funding.example/"));

        message.ShouldNotContain("Bcc:");
        Subject(message).ShouldBe(title.Replace('\r', ' ').Replace('\n', ' '));
    }

    [Fact]
    public void a_long_title_is_cut_between_characters_only()
    {
        var title = string.Concat(Enumerable.Repeat("échéance 🏥 ", 30)).Trim();
        var message = Write(new NoticeText(title, "x", "x", "https://funding.example/"));

        Subject(message).ShouldBe(title);
        message.Split("\r\n").ShouldAllBe(line => line.Length <= 76, "the limit of lines that hold encoded words");
        Words().Matches(message).ShouldAllBe(word => word.Length <= 75 && !Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value)).Contains('\uFFFD'));
    }

    [Theory]
    [InlineData("camille@ars.example", true)]
    [InlineData("camille.lenoir+cpts@ars.sante.fr", true)]
    [InlineData("camille@ars.example\r\nRCPT TO:<tous@ars.example>", false)]
    [InlineData("camille@ars.example, tous@ars.example", false)]
    [InlineData("Camille <camille@ars.example>", false)]
    [InlineData("camille", false)]
    [InlineData("é@ars.example", false)]
    [InlineData("", false)]
    public void an_address_is_one_address_alone(string text, bool isAddress) => MailAddressForm.IsAddress(text).ShouldBe(isAddress);

    private static string Write(NoticeText text) => Encoding.ASCII.GetString(MailMessage.Write(Id, Server, "camille@ars.example", text, new DateTimeOffset(2024, 2, 1, 9, 0, 0, TimeSpan.FromHours(1))));

    /// <summary>The types and decoded contents of the parts, as any reader of mail would find them.</summary>
    internal static List<(string Type, string Content)> Parts(string message)
    {
        var boundary = Regex.Match(message, "boundary=\"(?<boundary>[^\"]+)\"", RegexOptions.NonBacktracking).Groups["boundary"].Value;
        return [.. message.Split($"--{boundary}")[1..^1].Select(part => part.Split("\r\n\r\n", 2)).Select(part => (
            Regex.Match(part[0], "Content-Type: (?<type>[a-z/]+); charset=utf-8", RegexOptions.NonBacktracking).Groups["type"].Value,
            Encoding.UTF8.GetString(Convert.FromBase64String(part[1].Replace("\r\n", "")))))];
    }

    internal static string Subject(string message) => Encoding.UTF8.GetString([.. Words().Matches(message).SelectMany(word => Convert.FromBase64String(word.Groups["text"].Value))]);

    private static Regex Words() => new(@"=\?utf-8\?B\?(?<text>[^?]*)\?=", RegexOptions.NonBacktracking);
}
