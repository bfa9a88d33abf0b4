using Funding.Host.Settings;

namespace Funding.Host.Security;

/// <summary>Which issuer the settings choose.</summary>
public static class IssuerChoice
{
    /// <summary>Whether the host signs its own tokens: no external issuer is configured.</summary>
    public static bool UsesLocalIssuer(this FundingSettings settings) => string.IsNullOrWhiteSpace(settings.Auth.Authority);

    /// <summary>Whether people sign in to the pages at the external issuer, and are told where the pages are: they are read from elsewhere then.</summary>
    public static bool OpensPages(this FundingSettings settings) => settings.HasClient() && !string.IsNullOrWhiteSpace(settings.Notifications.PublicUrl);

    /// <summary>Whether this host is a client of the external issuer.</summary>
    public static bool HasClient(this FundingSettings settings)
        => !settings.UsesLocalIssuer() && !string.IsNullOrWhiteSpace(settings.Auth.Pages.ClientId) && !string.IsNullOrWhiteSpace(settings.Auth.Pages.ClientSecret);
}
