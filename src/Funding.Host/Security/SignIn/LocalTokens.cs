using System.Security.Claims;
using Funding.Domain.Ports;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Funding.Host.Security.SignIn;

/// <summary>Signs in with a token of the local issuer, where there is no provider to send people to.</summary>
internal sealed class LocalTokens(IOptionsMonitor<JwtBearerOptions> bearer, IReferenceData reference)
{
    /// <summary>Who a token is of and until when, judged as the API judges it; null when it may not be trusted or names no caller.</summary>
    public async Task<(CallerClaims Claims, DateTimeOffset Until)?> ReadAsync(string token)
    {
        var rules = bearer.Get(JwtBearerDefaults.AuthenticationScheme).TokenValidationParameters;
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, rules);
        return result.IsValid && CallerClaims.Read(new ClaimsPrincipal(result.ClaimsIdentity), reference).Claims is { } claims
            ? (claims, new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero)) : null;
    }
}
