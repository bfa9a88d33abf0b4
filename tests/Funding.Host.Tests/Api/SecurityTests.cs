using System.Security.Cryptography;
using Funding.Engine.Files;
using Funding.Host.Security;

namespace Funding.Host.Tests.Api;

public sealed class SecurityTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "funding-keys-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080; http://127.0.0.2:80")]
    [InlineData("http://unix:/tmp/funding.sock")]
    public void The_local_issuer_may_listen_on_loopback(string urls) => Should.NotThrow(() => ListenGuard.Check(urls, isLocalIssuer: true));

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://192.168.1.4:5080")]
    [InlineData("http://funding.example:5080")]
    [InlineData("http://localhost.example:5080")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081")]
    public void The_local_issuer_may_not_listen_beyond(string urls)
    {
        Should.Throw<InvalidOperationException>(() => ListenGuard.Check(urls, isLocalIssuer: true)).Message.ShouldContain("émetteur de jetons local");
        Should.NotThrow(() => ListenGuard.Check(urls, isLocalIssuer: false));
    }

    [Fact]
    public void Those_who_start_at_once_agree_on_one_key()
    {
        var keys = new string[8];
        Parallel.For(0, keys.Length, new ParallelOptions { MaxDegreeOfParallelism = keys.Length }, i =>
        {
            using var key = SigningKeyFile.Load(folder, "token-signing.pem", "Supprimez-le.");
            keys[i] = key.ExportSubjectPublicKeyInfoPem();
        });
        keys.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    [Fact]
    public void Only_its_owner_reads_the_key()
    {
        if (OperatingSystem.IsWindows()) return;
        SigningKeyFile.Load(folder, "token-signing.pem", "Supprimez-le.").Dispose();
        File.GetUnixFileMode(Path.Combine(folder, "token-signing.pem")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nxx\n-----END PRIVATE KEY-----")]
    public void A_file_that_is_no_key_is_told_not_replaced(string text)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "token-signing.pem");
        File.WriteAllText(path, text);
        Should.Throw<InvalidOperationException>(() => SigningKeyFile.Load(folder, "token-signing.pem", "Supprimez-le.")).Message.ShouldContain("ECDSA P-256");
        File.ReadAllText(path).ShouldBe(text);
    }

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        Directory.CreateDirectory(folder);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(Path.Combine(folder, "token-signing.pem"), other.ExportPkcs8PrivateKeyPem());
        Should.Throw<InvalidOperationException>(() => SigningKeyFile.Load(folder, "token-signing.pem", "Supprimez-le."));
    }
}
