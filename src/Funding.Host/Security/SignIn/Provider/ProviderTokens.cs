using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Funding.Host.Security.SignIn.Provider;

/// <summary>Judges what the external issuer signed for this client, by the real clock and with its published keys.</summary>
internal sealed class ProviderTokens(ProviderOptions options)
{
    private static readonly OpenIdConnectProtocolValidator Protocol = new();

    /// <summary>A number used once, with the moment in it: it counts for an hour.</summary>
    public static string NewNonce() => Protocol.GenerateNonce();

    /// <summary>Who a token of a sign-in is of. Throws <see cref="Microsoft.IdentityModel.Tokens.SecurityTokenException"/> or <see cref="OpenIdConnectProtocolException"/> when it is not of this issuer, for this client, for the sign-in of this nonce, or is over.</summary>
    public async Task<ClaimsIdentity> ReadIdAsync(string idToken, string? nonce, string accessToken)
    {
        var (token, identity) = await ReadAsync(idToken, mustEnd: true);
        Protocol.ValidateTokenResponse(new OpenIdConnectProtocolValidationContext
        {
            ClientId = options.ClientId, Nonce = nonce, ValidatedIdToken = JwtSecurityTokenConverter.Convert(token), ProtocolMessage = new OpenIdConnectMessage { IdToken = idToken, AccessToken = accessToken },
        });
        return identity;
    }

    /// <summary>A token for this client. Throws <see cref="Microsoft.IdentityModel.Tokens.SecurityTokenException"/>.</summary>
    /// <param name="token">As it came.</param>
    /// <param name="mustEnd">Whether it must say when it is over; one that says so is over then in any case.</param>
    public async Task<(JsonWebToken Token, ClaimsIdentity Identity)> ReadAsync(string token, bool mustEnd)
    {
        var rules = TokenValidation.Strict();
        rules.RequireExpirationTime = mustEnd;
        rules.ValidAudience = options.ClientId;
        rules.ValidAlgorithms = TokenValidation.External;
        rules.ConfigurationManager = options.Provider; // its issuer and keys; asked for anew when it signs with a key that is not known
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, rules);
        return result.IsValid ? ((JsonWebToken)result.SecurityToken, result.ClaimsIdentity) : throw result.Exception;
    }
}
