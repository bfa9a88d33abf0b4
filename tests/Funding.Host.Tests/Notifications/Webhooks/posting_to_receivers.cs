using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>What is posted where, and what is made of the answers: no store, real receivers.</summary>
public sealed class posting_to_receivers
{
    [Theory]
    [InlineData(200, "Sent")]
    [InlineData(202, "Sent")]
    [InlineData(302, "MessageFailed")]
    [InlineData(308, "MessageFailed")]
    [InlineData(400, "MessageFailed")]
    [InlineData(401, "MessageFailed")]
    [InlineData(404, "MessageFailed")]
    [InlineData(408, "PeerFailed")]
    [InlineData(425, "PeerFailed")]
    [InlineData(429, "PeerFailed")]
    [InlineData(500, "PeerFailed")]
    [InlineData(503, "PeerFailed")]
    public async Task what_a_receiver_answers_says_what_failed(int status, string kind)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var elsewhere = await Receiver.StartAsync();
        using var sender = Sender();
        receiver.Answer = Receiver.Status(status, ("Location", elsewhere.Url), ("Set-Cookie", "a=b"));

        var outcome = await PostAsync(sender, receiver.Url);
        await PostAsync(sender, receiver.Url);

        (outcome.Kind.ToString(), outcome.Status).ShouldBe((kind, status));
        if (kind != "Sent") outcome.Reason!.ShouldContain(status.ToString(CultureInfo.InvariantCulture));
        elsewhere.All.ShouldBeEmpty("a redirection is not followed");
        receiver.All.ShouldAllBe(it => !it.Headers.ContainsKey("cookie"));
    }

    [Fact]
    public async Task a_receiver_that_asks_for_time_is_given_it()
    {
        await using var receiver = await Receiver.StartAsync();
        using var sender = Sender();

        receiver.Answer = Receiver.Status(429, ("Retry-After", "120"));
        (await PostAsync(sender, receiver.Url)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(120));
        receiver.Answer = Receiver.Status(503, ("Retry-After", DateTimeOffset.UtcNow.AddHours(1).ToString("r", CultureInfo.InvariantCulture)));
        (await PostAsync(sender, receiver.Url)).RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
        receiver.Answer = Receiver.Status(429, ("Retry-After", "99999999"));
        (await PostAsync(sender, receiver.Url)).RetryAfter.ShouldBe(TimeSpan.FromHours(24));
        receiver.Answer = Receiver.Status(429, ("Retry-After", "soon"));
        (await PostAsync(sender, receiver.Url)).RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task a_receiver_that_does_not_answer_is_given_up_after_a_while()
    {
        await using var receiver = await Receiver.StartAsync();
        using var sender = Sender(new WebhookSettings { TimeoutSeconds = 1 });
        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        var outcome = await PostAsync(sender, receiver.Url);

        (outcome.Kind, outcome.Reason).ShouldBe((SendOutcomeKind.PeerFailed, "Le destinataire n'a pas répondu à temps (5 s pour se connecter, 1 s en tout)."));
    }

    [Fact]
    public async Task a_host_that_stops_sends_no_more_and_takes_it_for_no_fault_of_the_receiver()
    {
        await using var receiver = await Receiver.StartAsync();
        using var sender = Sender();
        using var stopping = new CancellationTokenSource();
        receiver.Answer = async context =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        await Should.ThrowAsync<OperationCanceledException>(() => sender.SendAsync(new Uri(receiver.Url), "1", "{}"u8.ToArray(), [WebhookSecrets.Make()], stopping.Token));
    }

    [Fact]
    public async Task a_receiver_that_is_not_there_or_speaks_no_http_or_has_a_certificate_of_its_own_fails_as_a_whole()
    {
        using var certificate = SelfSigned();
        await using var secure = await Receiver.StartAsync(listen => listen.UseHttps(certificate));
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var babbling = Task.Run(async () =>
        {
            using var client = await silent.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("220 mail.example ESMTP\r\n"u8.ToArray());
            _ = await client.GetStream().ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
        });
        using var sender = Sender(new WebhookSettings { AllowPrivateNetworks = true });
        var closed = await ClosedPortAsync();

        (await PostAsync(sender, $"http://127.0.0.1:{closed}/")).ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "La connexion au destinataire a échoué."));
        (await PostAsync(sender, $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/")).ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "Le destinataire a coupé l'échange, ou sa réponse n'est pas du HTTP."));
        (await PostAsync(sender, secure.Url)).ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "La connexion TLS au destinataire a échoué (certificat refusé, par exemple)."));
        secure.All.ShouldBeEmpty();
        await babbling;
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("8.8.8.8", "10.0.0.1")]
    public async Task a_name_that_leads_anywhere_private_is_not_connected_to(params string[] addresses)
    {
        using var certificate = SelfSigned();
        await using var receiver = await Receiver.StartAsync(listen => listen.UseHttps(certificate));
        using var sender = Sender(names: new Names(addresses));

        (await PostAsync(sender, $"https://recepteur.example:{receiver.Port}/")).ShouldBe(
            new SendOutcome(SendOutcomeKind.PeerFailed, "Le nom du destinataire mène à une adresse privée, locale ou réservée : rien n'y est envoyé."));
    }

    [Fact]
    public async Task a_name_is_asked_for_once_and_what_it_said_is_connected_to()
    {
        await using var receiver = await Receiver.StartAsync();
        var names = new Names(["127.0.0.1"], ["10.0.0.1"]);
        using var sender = Sender(names: names);

        (await PostAsync(sender, $"http://localhost:{receiver.Port}/")).Kind.ShouldBe(SendOutcomeKind.Sent);
        (names.Asked, receiver.All.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task localhost_that_leads_elsewhere_is_not_sent_to_in_clear()
    {
        using var sender = Sender(names: new Names(["93.184.215.14"]));

        (await PostAsync(sender, "http://localhost:9/")).Reason!.ShouldContain("privée, locale ou réservée");
    }

    [Fact]
    public async Task a_name_that_nobody_knows_is_told()
    {
        using var sender = Sender(names: new Names([[]]));

        (await PostAsync(sender, "https://recepteur.example/")).ShouldBe(new SendOutcome(SendOutcomeKind.PeerFailed, "Le nom du destinataire est inconnu."));
    }

    [Fact]
    public async Task of_a_long_answer_little_is_read_and_less_is_told()
    {
        using var body = new Endless();
        using var response = new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StreamContent(body) };

        var outcome = await Replies.OutcomeAsync(response, showsBody: true, DateTimeOffset.UtcNow, CancellationToken.None);

        outcome.Reason!.Length.ShouldBeInRange(200, 300);
        body.Given.ShouldBeInRange(1, 4 * 1024);
    }

    [Fact]
    public async Task a_reason_holds_neither_secrets_nor_what_a_service_of_this_machine_says()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("no:\u0000 whsec_c2VjcmV0\n v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= is wrong") };
        (await Replies.OutcomeAsync(response, showsBody: true, DateTimeOffset.UtcNow, CancellationToken.None)).Reason.ShouldBe("Le destinataire a répondu 400 : no: … … is wrong");
        await using var receiver = await Receiver.StartAsync();
        using var sender = Sender();
        receiver.Answer = async context =>
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("the inside of another service");
        };

        (await PostAsync(sender, receiver.Url)).Reason.ShouldBe("Le destinataire a répondu 400.");
    }

    private static WebhookSender Sender(WebhookSettings? settings = null, IHostNames? names = null)
        => new(new GuardedConnections(names ?? new SystemHostNames(), settings ?? new WebhookSettings()), settings ?? new WebhookSettings(), TimeProvider.System);

    private static Task<SendOutcome> PostAsync(WebhookSender sender, string url)
        => sender.SendAsync(new Uri(url), "1", "{}"u8.ToArray(), [WebhookSecrets.Make()], CancellationToken.None);

    private static async Task<int> ClosedPortAsync()
    {
        await using var gone = await Receiver.StartAsync();
        return gone.Port;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=recepteur.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>A body without end.</summary>
    private sealed class Endless : MemoryStream
    {
        public int Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'x', offset, count);
            Given += count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
