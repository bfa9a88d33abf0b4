using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Funding.Host.Notifications.Delivering;

namespace Funding.Host.Notifications.Mail;

/// <summary>
/// One message handed to the mail server (RFC 5321) over a connection of its own. Ours rather than the framework's client, which tells a
/// refused recipient from a server that is ill too late and too vaguely, and knows neither TLS from the first byte nor a trust of its own.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly MailServer server;
    private readonly TcpClient client = new() { NoDelay = true };
    private Stream stream = Stream.Null;
    private SmtpLines lines = new(Stream.Null);

    private SmtpSession(MailServer server) => this.server = server;

    /// <summary>Hands a message for one recipient to the server; whatever the server does is told, not thrown.</summary>
    public static async Task<SendOutcome> SendAsync(MailServer server, string to, byte[] message, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(server.Timeout);
        await using var session = new SmtpSession(server);
        try
        {
            await session.OpenAsync(limit.Token);
            await session.HandOverAsync(to, message, limit.Token);
            return new SendOutcome(SendOutcomeKind.Sent);
        }
        catch (SmtpFailureException failure)
        {
            return new SendOutcome(failure.IsOfMessage ? SendOutcomeKind.MessageFailed : SendOutcomeKind.PeerFailed, failure.Message, failure.Code);
        }
        catch (SocketException failure)
        {
            return new SendOutcome(SendOutcomeKind.PeerFailed, $"Le serveur de messagerie n’est pas joignable ({failure.SocketErrorCode}).");
        }
        catch (IOException)
        {
            return new SendOutcome(SendOutcomeKind.PeerFailed, "Le serveur de messagerie a coupé la connexion.");
        }
        catch (AuthenticationException)
        {
            return new SendOutcome(SendOutcomeKind.PeerFailed, "Le certificat du serveur de messagerie n’inspire pas confiance, ou le chiffrement a échoué.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SendOutcome(SendOutcomeKind.PeerFailed, "Le serveur de messagerie n’a pas répondu à temps.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        client.Dispose();
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        await client.ConnectAsync(server.Host, server.Port, cancellation);
        Use(client.GetStream());
        if (server.Security == MailSecurity.Tls) await EncryptAsync(cancellation);
        Expect(await lines.ReadAsync(cancellation), 220, "n’accueille pas de message");
        var offered = await GreetAsync(cancellation);
        if (server.Security == MailSecurity.StartTls)
        {
            if (!offered.Offers("STARTTLS")) throw new SmtpFailureException("Le serveur de messagerie n’offre pas le chiffrement (STARTTLS) qui est exigé.");
            Expect(await lines.AskAsync("STARTTLS", cancellation), 220, "refuse le chiffrement");
            if (lines.HasMore) throw new SmtpFailureException("Le serveur de messagerie a parlé en clair après avoir accepté le chiffrement.");
            await EncryptAsync(cancellation);
            offered = await GreetAsync(cancellation);
        }

        if (server.SignIn is not null) await SignInAsync(offered, cancellation);
    }

    private async Task<SmtpReply> GreetAsync(CancellationToken cancellation)
        => Expect(await lines.AskAsync($"EHLO {server.Domain}", cancellation), 250, "refuse la salutation");

    private async Task SignInAsync(SmtpReply offered, CancellationToken cancellation)
    {
        var (user, password) = (server.SignIn!.UserName, server.SignIn.Password);
        if (offered.Offers("AUTH", "PLAIN"))
        {
            Expect(await lines.AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellation), 235, "refuse l’identifiant ou le mot de passe");
            return;
        }

        if (!offered.Offers("AUTH", "LOGIN")) throw new SmtpFailureException("Le serveur de messagerie n’offre aucune identification connue (PLAIN, LOGIN).");
        Expect(await lines.AskAsync("AUTH LOGIN", cancellation), 334, "refuse l’identification");
        Expect(await lines.AskAsync(Base64(user), cancellation), 334, "refuse l’identifiant");
        Expect(await lines.AskAsync(Base64(password), cancellation), 235, "refuse l’identifiant ou le mot de passe");
    }

    private async Task HandOverAsync(string to, byte[] message, CancellationToken cancellation)
    {
        Expect(await lines.AskAsync($"MAIL FROM:<{server.From}>", cancellation), 250, "refuse l’expéditeur");
        Expect(await lines.AskAsync($"RCPT TO:<{to}>", cancellation), 250, "refuse le destinataire", isOfMessage: true);
        Expect(await lines.AskAsync("DATA", cancellation), 354, "refuse le message", isOfMessage: true);
        Expect(await lines.SendAsync(message, cancellation), 250, "refuse le message", isOfMessage: true);
    }

    private async Task EncryptAsync(CancellationToken cancellation)
    {
        var encrypted = new SslStream(stream);
        stream = encrypted;
        var options = new SslClientAuthenticationOptions { TargetHost = server.Host, CertificateRevocationCheckMode = X509RevocationMode.NoCheck };
        if (server.Trusted is { } trusted)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        await encrypted.AuthenticateAsClientAsync(options, cancellation);
        Use(encrypted);
    }

    private void Use(Stream opened) => (stream, lines) = (opened, new SmtpLines(opened));

    /// <summary>421 is always about the server: it closes for everybody.</summary>
    private static SmtpReply Expect(SmtpReply reply, int code, string otherwise, bool isOfMessage = false)
        => reply.Code == code || (code == 250 && reply.Code == 251) ? reply
            : throw new SmtpFailureException($"Le serveur de messagerie {otherwise} ({reply.Codes}).", isOfMessage && reply.Code is >= 400 and not 421, reply.Code);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
