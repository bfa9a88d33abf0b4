using System.Security.Cryptography;
using System.Text.Json;
using Funding.Host.Hosting;
using Funding.Host.Security;
using Funding.Host.Settings;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Funding.Host.Tests.Api;

public sealed class TokenTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Path = "/api/v1/regions/84/financing";

    [Theory]
    [InlineData("ars-officer")]
    [InlineData("ars-accountant")]
    [InlineData("am-officer")]
    [InlineData("am-accountant")]
    [InlineData("auditor")]
    [InlineData("admin")]
    public async Task A_token_of_the_issuer_is_accepted(string role) => (await host.Get(Path, host.Token(role, "84"))).Status.ShouldBe(200);

    [Fact]
    public async Task So_is_that_of_a_CPTS_without_region() => (await host.Get(Path, host.Token("cpts", null, Dossiers.Id))).Status.ShouldBe(200);

    [Fact]
    public async Task No_token_is_refused_and_told_how_to_come_back()
    {
        var answer = await host.Get(Path, "");
        (answer.Status, answer.Slug, answer.Headers["WWW-Authenticate"]).ShouldBe((401, "unauthenticated", "Bearer"));
    }

    [Fact]
    public async Task An_expired_token_is_refused() => await Refused(Sign(expires: DateTime.UtcNow.AddMinutes(-5)));

    [Fact]
    public async Task A_token_that_never_expires_is_refused()
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        await Refused(handler.CreateToken(Descriptor(expires: null)));
    }

    [Fact]
    public async Task A_token_for_others_is_refused() => await Refused(Sign(audience: "others"));

    [Fact]
    public async Task A_token_of_another_issuer_is_refused() => await Refused(Sign(issuer: "somebody"));

    [Fact]
    public async Task A_token_of_another_key_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Refused(Sign(key: new ECDsaSecurityKey(other) { KeyId = host.Issuer.SecurityKey.KeyId }));
    }

    [Fact]
    public async Task A_changed_token_is_refused()
    {
        var parts = host.Token("auditor").Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("auditor", "admin", StringComparison.Ordinal);
        await Refused($"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}");
    }

    [Fact]
    public async Task An_unsigned_token_is_refused()
    {
        var claims = host.Token().Split('.')[1];
        await Refused($"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{claims}.");
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_secret_is_refused()
    {
        var secret = new SymmetricSecurityKey(SHA256.HashData(host.Issuer.SecurityKey.ECDsa.ExportSubjectPublicKeyInfo()));
        var descriptor = Descriptor(DateTime.UtcNow.AddHours(1));
        descriptor.SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256);
        await Refused(new JsonWebTokenHandler().CreateToken(descriptor));
    }

    [Theory]
    [InlineData("""{"role":"root","region":"84"}""")]
    [InlineData("""{"region":"84"}""")]
    [InlineData("""{"role":["auditor","admin"],"region":"84"}""")]
    [InlineData("""{"role":"auditor"}""")]
    [InlineData("""{"role":"auditor","region":"99"}""")]
    [InlineData("""{"role":"auditor","region":["84","94"]}""")]
    [InlineData("""{"role":"cpts","region":"84"}""")]
    [InlineData("""{"role":"cpts","region":"84","cpts":"x"}""")]
    [InlineData("""{"role":"auditor","region":"84","cpts":"0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01"}""")]
    [InlineData("""{"role":"am-officer","region":"84","departments":["2A"]}""")]
    [InlineData("""{"role":"am-officer","region":"84","departments":""}""")]
    [InlineData("""{"role":"am-officer","region":"84","departments":["69","2A"]}""")]
    [InlineData("""{"role":"auditor","region":"84","sub":""}""")]
    [InlineData("""{"role":"auditor","region":"84","sub":"a\u0000b"}""")]
    public async Task Claims_that_name_no_caller_are_refused(string json)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "a.martin" };
        foreach (var member in JsonDocument.Parse(json).RootElement.EnumerateObject()) claims[member.Name] = member.Value.Clone();
        await Refused(Sign(claims: claims));
    }

    [Fact]
    public void The_issuer_is_silent_when_an_external_one_is_configured()
        => Should.Throw<InvalidOperationException>(() => new LocalIssuer(new FundingSettings { Auth = new AuthSettings { Authority = "https://idp.example" } })).Message.ShouldContain("émetteur externe");

    [Fact]
    public void The_issuer_refuses_what_is_no_caller()
    {
        Should.Throw<CannotRunException>(() => host.Token("root"));
        Should.Throw<CannotRunException>(() => host.Token("cpts"));
        Should.Throw<CannotRunException>(() => host.Token("auditor", null));
        Should.Throw<CannotRunException>(() => host.Token("auditor", "99"));
        Should.Throw<CannotRunException>(() => host.Token("auditor", "84", Dossiers.Id));
        Should.Throw<CannotRunException>(() => host.Token("am-officer", "84", null, "75"));
    }

    private async Task Refused(string token)
    {
        var answer = await host.Get(Path, token);
        (answer.Status, answer.Slug, answer.Headers["WWW-Authenticate"]).ShouldBe((401, "unauthenticated", "Bearer error=\"invalid_token\""));
    }

    private string Sign(string issuer = LocalIssuer.Name, string audience = LocalIssuer.Audience, DateTime? expires = null, SecurityKey? key = null, Dictionary<string, object>? claims = null)
    {
        var descriptor = Descriptor(expires ?? DateTime.UtcNow.AddHours(1));
        descriptor.Issuer = issuer;
        descriptor.Audience = audience;
        if (key is not null) descriptor.SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
        if (claims is not null) descriptor.Claims = claims;
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    private SecurityTokenDescriptor Descriptor(DateTime? expires) => new()
    {
        Issuer = LocalIssuer.Name,
        Audience = LocalIssuer.Audience,
        NotBefore = expires is null ? null : DateTime.UtcNow.AddHours(-1),
        Expires = expires,
        Claims = new Dictionary<string, object> { ["sub"] = "a.martin", ["role"] = "auditor", ["region"] = "84" },
        SigningCredentials = new SigningCredentials(host.Issuer.SecurityKey, SecurityAlgorithms.EcdsaSha256),
    };
}
