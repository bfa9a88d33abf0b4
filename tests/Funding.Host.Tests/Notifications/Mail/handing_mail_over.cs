using System.Net;
using System.Net.Sockets;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Mail;

namespace Funding.Host.Tests.Notifications.Mail;

/// <summary>Against a real mail server on loopback. Cost: a process of node each.</summary>
public sealed class handing_mail_over : IDisposable
{
    private static readonly byte[] Message = "Subject: x\r\n\r\nbonjour\r\n"u8.ToArray();
    private readonly OwnCertificate certificate = new();

    public void Dispose() => certificate.Dispose();

    [Theory]
    [InlineData("starttls", "PLAIN")]
    [InlineData("starttls", "LOGIN")]
    [InlineData("tls", "PLAIN")]
    public async Task it_goes_encrypted_and_signed_in(string security, string method)
    {
        await using var peer = await MailPeer.StartAsync(new { security, user = "registre", password = "pässwört", key = certificate.KeyPath, cert = certificate.Path, authMethods = new[] { method } });

        (await SendAsync(peer.Server(security, "registre", "pässwört", certificate.Path))).ShouldBe(new SendOutcome(SendOutcomeKind.Sent));

        var taken = await TakenAsync(peer);
        (taken.Secure, taken.User, taken.From, taken.To.Single()).ShouldBe((true, "registre", "registre@funding.example", "camille@ars.example"));
    }

    [Fact]
    public async Task nothing_is_said_in_clear_to_a_server_without_STARTTLS()
    {
        await using var peer = await MailPeer.StartAsync(new { security = "none", user = "registre", password = "secret" });

        var outcome = await SendAsync(peer.Server("starttls", "registre", "secret", certificate.Path));
        outcome.ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "Le serveur de messagerie n’offre pas le chiffrement (STARTTLS) qui est exigé."));
        peer.Taken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task nothing_is_said_to_a_server_that_nobody_trusted_signed(string security)
    {
        await using var peer = await MailPeer.StartAsync(new { security, key = certificate.KeyPath, cert = certificate.Path });
        using var another = new OwnCertificate();

        foreach (var trusted in new[] { null, another.Path })
            (await SendAsync(peer.Server(security, trusted: trusted))).ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "Le certificat du serveur de messagerie n’inspire pas confiance, ou le chiffrement a échoué."));
        peer.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_wrong_password_is_a_failure_of_the_lane()
    {
        await using var peer = await MailPeer.StartAsync(new { security = "tls", user = "registre", password = "right", key = certificate.KeyPath, cert = certificate.Path });

        (await SendAsync(peer.Server("tls", "registre", "wrong", certificate.Path)))
            .ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "Le serveur de messagerie refuse l’identifiant ou le mot de passe (535 5.7.8).", 535));
    }

    [Theory]
    [InlineData("later@ars.example", "Le serveur de messagerie refuse le destinataire (451 4.2.1).", 451)]
    [InlineData("never@ars.example", "Le serveur de messagerie refuse le destinataire (550 5.1.1).", 550)]
    [InlineData("broken@ars.example", "Le serveur de messagerie refuse le message (554 5.6.0).", 554)]
    public async Task what_is_refused_of_one_message_is_a_failure_of_that_message_and_names_nobody(string to, string reason, int code)
    {
        await using var peer = await MailPeer.StartAsync(new { security = "none" });

        (await SendAsync(peer.Server(), to)).ShouldBe(new SendOutcome(SendOutcomeKind.MessageFailed, reason, code));
        (await SendAsync(peer.Server())).Kind.ShouldBe(SendOutcomeKind.Sent);
    }

    [Fact]
    public async Task a_server_that_ends_the_connection_in_the_middle_is_a_failure_of_the_lane()
    {
        await using var peer = await MailPeer.StartAsync(new { security = "none" });

        (await SendAsync(peer.Server(), "vanish@ars.example")).ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "Le serveur de messagerie a coupé la connexion."));
    }

    [Fact]
    public async Task a_server_that_is_busy_is_a_failure_of_the_lane()
    {
        await using var peer = await MailPeer.StartAsync(new { security = "none", mode = "busy" });

        var outcome = await SendAsync(peer.Server());
        (outcome.Kind, outcome.Status).ShouldBe((SendOutcomeKind.PeerFailed, 421));
    }

    [Fact]
    public async Task a_server_that_hangs_is_given_up_in_time_and_is_a_failure_of_the_lane()
    {
        await using var peer = await MailPeer.StartAsync(new { security = "none", mode = "hang" });

        (await SendAsync(peer.Server(timeout: 1))).ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "Le serveur de messagerie n’a pas répondu à temps."));
    }

    [Fact]
    public async Task a_port_where_nobody_listens_is_a_failure_of_the_lane()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var server = new MailServer("127.0.0.1", port, MailSecurity.None, null, "registre@funding.example", null, TimeSpan.FromSeconds(30), "funding.example");
        (await SendAsync(server)).ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "Le serveur de messagerie n’est pas joignable (ConnectionRefused)."));
    }

    [Fact]
    public async Task words_that_came_in_clear_after_the_yes_to_STARTTLS_are_not_listened_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, "220 hello\r\n", "250-here\r\n250 STARTTLS\r\n", "220 go on\r\n250 AUTH PLAIN\r\n");

        var server = new MailServer("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, MailSecurity.StartTls, null, "registre@funding.example", null, TimeSpan.FromSeconds(30), "funding.example");
        (await SendAsync(server)).Reason.ShouldBe("Le serveur de messagerie a parlé en clair après avoir accepté le chiffrement.");
        await answering;
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("2200 x\r\n")]
    [InlineData("")]
    public async Task who_does_not_speak_SMTP_is_a_failure_of_the_lane(string greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, greeting);

        var server = new MailServer("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, MailSecurity.None, null, "registre@funding.example", null, TimeSpan.FromSeconds(30), "funding.example");
        (await SendAsync(server)).Kind.ShouldBe(SendOutcomeKind.PeerFailed);
        await answering;
    }

    private static Task<SendOutcome> SendAsync(MailServer server, string to = "camille@ars.example") => SmtpSession.SendAsync(server, to, Message, CancellationToken.None);

    private static Task<TakenMail> TakenAsync(MailPeer peer) => Store.TestEngine.UntilAsync(() => Task.FromResult(peer.Taken.FirstOrDefault()!), taken => taken is not null);

    /// <summary>Says each of these, the second and further ones after whatever the other side said.</summary>
    private static async Task AnswerAsync(TcpListener listener, params string[] replies)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var (stream, heard) = (client.GetStream(), new byte[1_000]);
        for (var i = 0; i < replies.Length; i++)
        {
            if (i > 0) (await stream.ReadAsync(heard)).ShouldBeGreaterThan(0);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(replies[i]));
        }
    }
}
