using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Funding.Host.Security.SignIn.Provider;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>Unit. Which tokens of a sign-in are believed.</summary>
public sealed class tokens_of_a_provider : IDisposable
{
    private const string Issuer = "https://fournisseur.example";
    private const string Secret = "a-secret-of-the-tests-that-is-long-enough";

    private readonly RSA key = RSA.Create(2048);
    private readonly RSA other = RSA.Create(2048);
    private readonly string nonce = ProviderTokens.NewNonce();

    public void Dispose()
    {
        key.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task one_of_this_issuer_for_this_client_and_this_sign_in_is_believed()
        => (await ReadAsync(Sign(Descriptor()))).FindFirst("sub")!.Value.ShouldBe("jeanne");

    public static TheoryData<string, Action<SecurityTokenDescriptor>> Wrong => new()
    {
        { "another client", it => it.Audience = "others" },
        { "another issuer", it => it.Issuer = "https://ailleurs.example" },
        { "over", it => { it.NotBefore = it.IssuedAt = DateTime.UtcNow.AddHours(-2); it.Expires = DateTime.UtcNow.AddHours(-1); } },
        { "without an end", it => it.Expires = null },
        { "without a nonce", it => it.Claims.Remove("nonce") },
        { "another nonce", it => it.Claims["nonce"] = ProviderTokens.NewNonce() },
        { "nobody's", it => it.Claims.Remove("sub") },
        { "for another beside", it => { it.Audience = null; it.Audiences.Add("funding"); it.Audiences.Add("others"); it.Claims["azp"] = "others"; } },
        { "without a signature", it => it.SigningCredentials = null },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task any_other_is_not(string what, Action<SecurityTokenDescriptor> alter)
    {
        var descriptor = Descriptor();
        alter(descriptor);

        var failure = await Should.ThrowAsync<Exception>(() => ReadAsync(Sign(descriptor)), what);

        (failure is SecurityTokenException or OpenIdConnectProtocolException).ShouldBeTrue(failure.ToString());
    }

    [Fact]
    public async Task nor_one_signed_with_another_key_or_with_what_the_client_knows()
    {
        var descriptor = Descriptor();
        descriptor.SigningCredentials = new SigningCredentials(new RsaSecurityKey(other) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256);
        await Should.ThrowAsync<SecurityTokenException>(() => ReadAsync(Sign(descriptor)));
        var shared = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)) { KeyId = "k2" };
        descriptor.SigningCredentials = new SigningCredentials(shared, SecurityAlgorithms.HmacSha256);

        await Should.ThrowAsync<SecurityTokenException>(() => ReadAsync(Sign(descriptor), shared));
    }

    [Theory]
    [InlineData("jeanne", true)]
    [InlineData("paul", false)]
    [InlineData(null, false)]
    public void what_is_told_beside_counts_for_the_same_person_only_and_after_what_the_token_says(string? subject, bool isBelieved)
    {
        var told = new ClaimsIdentity([new("sub", "jeanne"), new("region", "53")]);
        Claim[] more = [.. subject is null ? [] : new[] { new Claim("sub", subject) }, new("region", "84"), new("role", "auditor")];

        var complete = () => UserInfo.Complete(told, more).Claims.Select(claim => claim.Value).Order(StringComparer.Ordinal);

        if (isBelieved) complete().ShouldBe(["53", "auditor", "jeanne"]);
        else Should.Throw<OpenIdConnectProtocolException>(() => complete());
    }

    private SecurityTokenDescriptor Descriptor() => new()
    {
        Issuer = Issuer,
        Audience = "funding",
        IssuedAt = DateTime.UtcNow,
        NotBefore = DateTime.UtcNow.AddMinutes(-1),
        Expires = DateTime.UtcNow.AddMinutes(5),
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "jeanne", ["nonce"] = nonce },
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256),
    };

    private static string Sign(SecurityTokenDescriptor descriptor) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);

    private Task<ClaimsIdentity> ReadAsync(string token, SecurityKey? alsoKnown = null)
    {
        var published = new OpenIdConnectConfiguration { Issuer = Issuer };
        published.SigningKeys.Add(new RsaSecurityKey(key.ExportParameters(false)) { KeyId = "k1" });
        if (alsoKnown is not null) published.SigningKeys.Add(alsoKnown);
        var options = new ProviderOptions
        {
            ClientId = "funding", ClientSecret = Secret,
            Provider = new ConfigurationManager<OpenIdConnectConfiguration>(Issuer, new Published(published), new HttpDocumentRetriever()),
        };
        return new ProviderTokens(options).ReadIdAsync(token, nonce, "an-access-token");
    }

    private sealed class Published(OpenIdConnectConfiguration it) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel) => Task.FromResult(it);
    }
}
