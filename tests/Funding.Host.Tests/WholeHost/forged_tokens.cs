using System.Text;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Tests.Acceptance;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Funding.Host.Tests.WholeHost;

/// <summary>Tokens that nobody issued, through the whole host.</summary>
[Collection(PostgresTests.Name)]
public sealed class ForgedTokens(PostgresFixture postgres)
{
    [EngineFact]
    public async Task Expired_and_forged_tokens_open_nothing()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        using var stranger = new TempKey();
        var ars = host.Token("ars-officer");
        var cpts = (await host.PostAsync("/cpts", """{"name":"CPTS du Vallon","regionCode":"84","departmentCode":"69","population":65000}""", ars)).Json.GetProperty("id").GetString()!;
        var before = await host.EventsAsync();
        var parts = ars.Split('.');
        var claims = Decoded(parts[1]);
        string Signed(string header, string body) => $"{Encoded(header)}.{Encoded(body)}.{parts[2]}";
        var expired = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = LocalIssuer.Name, Audience = LocalIssuer.Audience, NotBefore = DateTime.UtcNow.AddHours(-2), IssuedAt = DateTime.UtcNow.AddHours(-2), Expires = DateTime.UtcNow.AddHours(-1),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "a.martin", ["name"] = "a.martin", ["role"] = "ars-officer", ["region"] = "84" },
            SigningCredentials = new SigningCredentials(host.Issuer.SecurityKey, SecurityAlgorithms.EcdsaSha256),
        });
        foreach (var (why, token) in ((string, string)[])
        [
            ("expired", expired), ("another key", stranger.Token()), ("another role", Signed(Decoded(parts[0]), claims.Replace("ars-officer", "admin", StringComparison.Ordinal))),
            ("no algorithm", $"{Encoded("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}."), ("no signature", $"{parts[0]}.{parts[1]}."), ("cut", ars[..^4]), ("nothing", "x"), ("empty", ""),
        ])
        {
            (await host.GetAsync($"/cpts/{cpts}", token)).Problem.ShouldBe("401 unauthenticated", why);
            (await host.PostAsync($"/cpts/{cpts}/letter-of-intent/acceptance", "{}", token)).Problem.ShouldBe("401 unauthenticated", why);
        }

        (await host.EventsAsync()).ShouldBe(before);
        (await host.GetAsync($"/cpts/{cpts}", ars)).Status.ShouldBe(200);
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Decoded(string text)
    {
        var base64 = text.Replace('-', '+').Replace('_', '/');
        return Encoding.UTF8.GetString(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
    }

    /// <summary>An issuer of the same name with a key of its own.</summary>
    private sealed class TempKey : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("funding-forged-").FullName;

        public string Token()
        {
            using var issuer = new LocalIssuer(new FundingSettings { Data = folder });
            return issuer.Issue(new TokenRequest("ars-officer", "a.martin") { Region = "84" });
        }

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }
}
