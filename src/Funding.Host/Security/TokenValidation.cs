using Funding.Host.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Funding.Host.Security;

/// <summary>How bearer tokens are judged: by the real clock, with the algorithms of asymmetric keys only.</summary>
internal sealed class TokenValidation(FundingSettings settings, IServiceProvider services) : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>What an external issuer may sign with.</summary>
    internal static readonly string[] External =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
    ];

    /// <summary>What holds of any token, whoever issues it and whatever it is for.</summary>
    internal static TokenValidationParameters Strict() => new()
    {
        ClockSkew = TimeSpan.FromSeconds(30),
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ValidateAudience = true,
        ValidateIssuer = true,
        ValidateIssuerSigningKey = true,
        ValidateLifetime = true,
        RoleClaimType = "role",
        NameClaimType = "sub",
    };

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != JwtBearerDefaults.AuthenticationScheme) return;
        options.MapInboundClaims = false;
        options.TimeProvider = TimeProvider.System; // never the simulated clock
        var rules = options.TokenValidationParameters = Strict();
        if (!settings.UsesLocalIssuer() && settings.Auth.Authority is { } authority)
        {
            options.Authority = authority;
            options.RequireHttpsMetadata = !new Uri(authority).IsLoopback;
            rules.ValidAudience = settings.Auth.Audience;
            rules.ValidAlgorithms = External;
        }
        else
        {
            rules.ValidIssuer = LocalIssuer.Name;
            rules.ValidAudience = LocalIssuer.Audience;
            rules.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
            rules.IssuerSigningKey = services.GetRequiredService<LocalIssuer>().SecurityKey;
        }
    }
}
