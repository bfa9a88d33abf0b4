using System.Security.Cryptography;
using Funding.Domain.Rights;
using Funding.Host.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Funding.Host.Tests.Api;

/// <summary>A host whose tokens come from somebody else: here a small issuer with its metadata and its keys.</summary>
public sealed class ExternalIssuerTests : IAsyncLifetime, IDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private WebApplication issuer = null!;
    private ApiHost host = null!;

    private string Authority => issuer.Urls.Single();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        issuer = builder.Build();
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(false)) { KeyId = "k1" });
        issuer.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object> { ["issuer"] = Authority, ["jwks_uri"] = Authority + "/keys" }));
        issuer.MapGet("/keys", () => Results.Json(new Dictionary<string, object> { ["keys"] = new[] { new { kty = jwk.Kty, kid = jwk.Kid, n = jwk.N, e = jwk.E } } }));
        await issuer.StartAsync();
        host = new ApiHost { Auth = new AuthSettings { Authority = Authority, Audience = "cpts-prod" } };
        await host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await issuer.DisposeAsync();
    }

    public void Dispose() => key.Dispose();

    [Fact]
    public async Task Its_tokens_are_accepted_for_our_audience_and_its_algorithms_only()
    {
        (await Status(Sign("cpts-prod", SecurityAlgorithms.RsaSha256, new RsaSecurityKey(key) { KeyId = "k1" }))).ShouldBe(200);
        (await Status(Sign("others", SecurityAlgorithms.RsaSha256, new RsaSecurityKey(key) { KeyId = "k1" }))).ShouldBe(401);
        (await Status(Sign("cpts-prod", SecurityAlgorithms.HmacSha256, new SymmetricSecurityKey(SHA256.HashData(key.ExportRSAPublicKey())) { KeyId = "k1" }))).ShouldBe(401);
        using var other = RSA.Create(2048);
        (await Status(Sign("cpts-prod", SecurityAlgorithms.RsaSha256, new RsaSecurityKey(other) { KeyId = "k1" }))).ShouldBe(401);
    }

    [Fact]
    public async Task Its_words_for_roles_are_those_of_the_settings_and_no_others()
    {
        var token = Sign("cpts-prod", SecurityAlgorithms.RsaSha256, new RsaSecurityKey(key) { KeyId = "k1" });

        (await MappedStatus("am-officer")).ShouldBe(200);
        (await MappedStatus("agent")).ShouldBe(401);

        async Task<int> MappedStatus(string word)
        {
            await using var mapped = new ApiHost { Auth = new AuthSettings { Authority = Authority, Audience = "cpts-prod", Claims = new() { Roles = new Dictionary<Role, string[]> { [Role.AmOfficer] = [word] } } } };
            await mapped.InitializeAsync();
            return (await mapped.Get("/api/v1/regions/84/financing", token)).Status;
        }
    }

    private async Task<int> Status(string token) => (await host.Get("/api/v1/regions/84/financing", token)).Status;

    private string Sign(string audience, string algorithm, SecurityKey with) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Authority,
        Audience = audience,
        Expires = DateTime.UtcNow.AddHours(1),
        Claims = new Dictionary<string, object> { ["sub"] = "u1", ["role"] = "am-officer", ["region"] = "84", ["departments"] = "69 38" },
        SigningCredentials = new SigningCredentials(with, algorithm),
    });
}
