using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Funding.Host.Security.SignIn.Provider;

/// <summary>How people are sent to the external issuer and come back.</summary>
internal sealed class ProviderOptions : OAuthOptions
{
    /// <summary>What the issuer publishes of itself, asked for when it is needed and now and then anew.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration> Provider { get; set; } = null!;

    /// <summary>Whether addresses of the issuer may be http ones: of this machine only.</summary>
    public bool IsHere { get; set; }

    /// <summary>Whether its user information is asked for.</summary>
    public bool AsksUserInfo { get; set; }
}
