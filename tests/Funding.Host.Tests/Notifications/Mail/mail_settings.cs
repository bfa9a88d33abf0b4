using Funding.Host.Hosting;
using Funding.Host.Notifications.Mail;
using Funding.Host.Settings;

namespace Funding.Host.Tests.Notifications.Mail;

/// <summary>Unit. A mail server is configured whole or not at all.</summary>
public sealed class mail_settings
{
    [Fact]
    public void without_a_host_there_is_none() => MailServer.Of(new FundingSettings()).ShouldBeNull();

    [Theory]
    [InlineData("starttls", 587)]
    [InlineData("tls", 465)]
    [InlineData("none", 25)]
    public void the_port_is_the_usual_one(string security, int port) => Of(new SmtpSettings { Host = "mail", From = "a@b.fr", Security = security })!.Port.ShouldBe(port);

    [Theory]
    [InlineData("http://127.0.0.1:5080", "[127.0.0.1]")]
    [InlineData("https://funding.example/suivi", "funding.example")]
    public void its_own_name_is_that_of_the_public_address(string address, string domain)
        => MailServer.Of(new FundingSettings { Notifications = new() { PublicUrl = address, Smtp = new() { Host = "mail", From = "a@b.fr" } } })!.Domain.ShouldBe(domain);

    public static TheoryData<string, SmtpSettings> Halves => new()
    {
        { "Host", new SmtpSettings { From = "a@b.fr" } },
        { "Host", new SmtpSettings { User = "a", Password = "b" } },
        { "From", new SmtpSettings { Host = "mail" } },
        { "From", new SmtpSettings { Host = "mail", From = "Registre <a@b.fr>" } },
        { "Password", new SmtpSettings { Host = "mail", From = "a@b.fr", User = "a" } },
        { "User", new SmtpSettings { Host = "mail", From = "a@b.fr", Password = "a" } },
        { "Security", new SmtpSettings { Host = "mail", From = "a@b.fr", Security = "ssl" } },
        { "Security", new SmtpSettings { Host = "mail.example", From = "a@b.fr", Security = "none", User = "a", Password = "b" } },
        { "Port", new SmtpSettings { Host = "mail", From = "a@b.fr", Port = 70_000 } },
        { "TimeoutSeconds", new SmtpSettings { Host = "mail", From = "a@b.fr", TimeoutSeconds = 0 } },
        { "TrustedCertificate", new SmtpSettings { Host = "mail", From = "a@b.fr", TrustedCertificate = "/nowhere.pem" } },
        { "TrustedCertificate", new SmtpSettings { Host = "mail", From = "a@b.fr", TrustedCertificate = "/dev/null" } },
        { "TrustedCertificate", new SmtpSettings { Host = "mail", From = "a@b.fr", TrustedCertificate = "/dev/null", Security = "none" } },
    };

    [Theory]
    [MemberData(nameof(Halves))]
    public void half_a_configuration_is_refused_by_the_name_of_what_is_wrong(string setting, SmtpSettings smtp)
        => Should.Throw<CannotRunException>(() => Of(smtp)).Message.ShouldStartWith($"Messagerie : Funding__Notifications__Smtp__{setting} ");

    private static MailServer? Of(SmtpSettings smtp) => MailServer.Of(new FundingSettings { Notifications = new() { Smtp = smtp } });
}
