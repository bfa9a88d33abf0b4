using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Funding.Host.Notifications.Mail;
using Funding.Host.Settings;

namespace Funding.Host.Tests.Notifications.Mail;

/// <summary>A message as the server took it.</summary>
internal sealed record TakenMail(string From, string[] To, bool Secure, string? User, string Raw);

/// <summary>A real mail server (npm smtp-server) in a process of its own, on loopback.</summary>
internal sealed class MailPeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task reading;

    private MailPeer(Process process, int port)
    {
        (this.process, Port) = (process, port);
        reading = ReadAsync();
    }

    public int Port { get; }

    /// <summary>What it took, in order.</summary>
    public ConcurrentQueue<TakenMail> Taken { get; } = new();

    /// <summary>Starts it.</summary>
    /// <param name="options">Of Server/server.mjs.</param>
    public static async Task<MailPeer> StartAsync(object options)
    {
        var script = Path.Combine(House.Repository.Root, "tests/Funding.Host.Tests/Notifications/Mail/Server/server.mjs");
        var process = Process.Start(new ProcessStartInfo("node", [script, JsonSerializer.Serialize(options, JsonSerializerOptions.Web)])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true,
        })!;
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("The mail server did not start.");
        return new MailPeer(process, JsonDocument.Parse(first).RootElement.GetProperty("port").GetInt32());
    }

    /// <summary>The settings that lead to it, from a program reached as funding.example.</summary>
    public FundingSettings Settings(string security = "none", string? user = null, string? password = null, string? trusted = null, int timeout = 30)
        => new() { Notifications = new NotificationSettings { PublicUrl = "https://funding.example/", Smtp = new SmtpSettings
        {
            Host = "127.0.0.1", Port = Port, Security = security, From = "registre@funding.example", User = user, Password = password, TrustedCertificate = trusted, TimeoutSeconds = timeout,
        } } };

    public MailServer Server(string security = "none", string? user = null, string? password = null, string? trusted = null, int timeout = 30)
        => MailServer.Of(Settings(security, user, password, trusted, timeout))!;

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line) Taken.Enqueue(JsonSerializer.Deserialize<TakenMail>(line, JsonSerializerOptions.Web)!);
    }
}

/// <summary>A certificate for 127.0.0.1 that nobody signed, in files that end with the test.</summary>
internal sealed class OwnCertificate : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("funding-mail-");

    public OwnCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path, certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
    }

    public string Path => System.IO.Path.Combine(folder.FullName, "certificate.pem");

    public string KeyPath => System.IO.Path.Combine(folder.FullName, "key.pem");

    public void Dispose() => folder.Delete(recursive: true);
}
