using Funding.Host.Settings;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Funding.Host.Security.SignIn.Provider;

/// <summary>The options of signing in at the external issuer, from the settings.</summary>
internal sealed class ProviderSetup(FundingSettings settings, SessionCookie cookies) : IConfigureNamedOptions<ProviderOptions>
{
    private const int LongestAnswer = 1 << 20;

    /// <inheritdoc/>
    public void Configure(ProviderOptions options) => Configure(ProviderHandler.SchemeName, options);

    /// <inheritdoc/>
    public void Configure(string? name, ProviderOptions options)
    {
        if (name != ProviderHandler.SchemeName || !settings.HasClient()) return;
        var (authority, pages) = (new Uri(settings.Auth.Authority!), settings.Auth.Pages);
        options.TimeProvider = TimeProvider.System; // never the simulated clock
        options.IsHere = authority.IsLoopback;
        options.ClientId = pages.ClientId!;
        options.ClientSecret = pages.ClientSecret!;
        options.UsePkce = true;
        options.AsksUserInfo = pages.UserInfo;
        foreach (var scope in pages.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("openid")) { if (!options.Scope.Contains(scope)) options.Scope.Add(scope); }
        options.CallbackPath = "/connexion/retour";
        cookies.Harden(options.CorrelationCookie, "sign-in.");
        // Not led elsewhere: what is sent there holds the secret.
        options.Backchannel = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LongestAnswer };
        options.Provider = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{settings.Auth.Authority!.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(options.Backchannel) { RequireHttps = !options.IsHere });
    }
}
