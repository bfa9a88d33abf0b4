using Funding.Host.Settings;

namespace Funding.Host.Security;

/// <summary>Which issuer the settings choose.</summary>
public static class IssuerChoice
{
    /// <summary>Whether the host signs its own tokens: no external issuer is configured.</summary>
    public static bool UsesLocalIssuer(this FundingSettings settings) => string.IsNullOrWhiteSpace(settings.Auth.Authority);
}
