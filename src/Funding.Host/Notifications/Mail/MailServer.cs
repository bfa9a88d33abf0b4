using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Funding.Host.Hosting;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Mail;

/// <summary>How the way to the mail server is secured.</summary>
internal enum MailSecurity
{
    /// <summary>In clear until the server agrees to TLS, and nothing is said before it does.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>In clear.</summary>
    None,
}

/// <summary>The server that takes e-mail, as the settings say; whole or not at all.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the way to it is secured.</param>
/// <param name="SignIn">Who signs in, or null.</param>
/// <param name="From">The address that messages come from.</param>
/// <param name="Trusted">Who may have signed its certificate; null for those that the system trusts.</param>
/// <param name="Timeout">How long one message may take.</param>
/// <param name="Domain">This program's own name in mail: that of its public address.</param>
internal sealed record MailServer(
    string Host, int Port, MailSecurity Security, NetworkCredential? SignIn, string From, X509Certificate2Collection? Trusted, TimeSpan Timeout, string Domain)
{
    private const string Section = "Funding__Notifications__Smtp__";

    /// <summary>The server of the settings; null when none is set.</summary>
    /// <exception cref="CannotRunException">Something is missing, or cannot be.</exception>
    public static MailServer? Of(FundingSettings settings)
    {
        var smtp = settings.Notifications.Smtp;
        if (string.IsNullOrWhiteSpace(smtp.Host))
            return smtp is { User: null, Password: null, From: null, TrustedCertificate: null, Port: null } ? null
                : throw Refused("Host", "manque alors que d'autres réglages de la messagerie sont donnés");
        if (string.IsNullOrWhiteSpace(smtp.From)) throw Refused("From", "manque : l'adresse d'où partent les messages");
        if (!MailAddressForm.IsAddress(smtp.From)) throw Refused("From", $"n'est pas une adresse : « {smtp.From} »");
        if (smtp.User is null != smtp.Password is null) throw Refused(smtp.User is null ? "User" : "Password", "manque : l'identifiant et le mot de passe vont ensemble");
        if (smtp.Port is < 1 or > 65535) throw Refused("Port", string.Create(CultureInfo.InvariantCulture, $"n'est pas un port : {smtp.Port}"));
        if (smtp.TimeoutSeconds is < 1 or > 100) throw Refused("TimeoutSeconds", "est de 1 à 100");
        var security = smtp.Security switch
        {
            "starttls" => MailSecurity.StartTls, "tls" => MailSecurity.Tls, "none" => MailSecurity.None,
            _ => throw Refused("Security", $"vaut starttls, tls ou none (« {smtp.Security} » donné)"),
        };
        if (security == MailSecurity.None && smtp.User is not null && !IsLoopback(smtp.Host)) throw Refused("Security", "vaut none : un mot de passe ne part pas en clair vers une autre machine");
        if (security == MailSecurity.None && smtp.TrustedCertificate is not null) throw Refused("TrustedCertificate", "ne sert à rien avec Security = none");
        return new MailServer(
            smtp.Host, smtp.Port ?? UsualPort(security), security, smtp.User is null ? null : new NetworkCredential(smtp.User, smtp.Password), smtp.From, TrustedIn(smtp.TrustedCertificate),
            TimeSpan.FromSeconds(smtp.TimeoutSeconds), DomainOf(new Uri(PublicAddress.Of(settings))));
    }

    private static int UsualPort(MailSecurity security) => security switch { MailSecurity.StartTls => 587, MailSecurity.Tls => 465, _ => 25 };

    private static bool IsLoopback(string host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The name, or the address as mail writes one.</summary>
    private static string DomainOf(Uri address) => address.HostNameType switch
    {
        UriHostNameType.IPv4 => $"[{address.Host}]",
        UriHostNameType.IPv6 => $"[IPv6:{address.IdnHost}]",
        _ => address.IdnHost,
    };

    private static X509Certificate2Collection? TrustedIn(string? file)
    {
        if (file is null) return null;
        try
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(file);
            return trusted.Count > 0 ? trusted : throw Refused("TrustedCertificate", $"ne contient aucun certificat : {file}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Refused("TrustedCertificate", $"ne peut pas être lu : {failure.Message}");
        }
    }

    private static CannotRunException Refused(string setting, string why) => new($"Messagerie : {Section}{setting} {why}.");
}
