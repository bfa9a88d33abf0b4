using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Funding.Host.Security.SignIn.Provider;

/// <summary>
/// OpenID Connect's authorization code with PKCE: the framework's handler of OAuth, and what OpenID Connect adds, the addresses that the
/// issuer publishes and a token that says who it is. Used by pages, not by the pipeline: what comes back comes under the filter of all pages.
/// </summary>
internal sealed class ProviderHandler(IOptionsMonitor<ProviderOptions> options, ILoggerFactory logger, UrlEncoder encoder) : OAuthHandler<ProviderOptions>(options, logger, encoder)
{
    /// <summary>Its name among the options.</summary>
    public const string SchemeName = "provider";

    /// <summary>The property of a ticket that holds the issuer's token.</summary>
    internal const string IdToken = "id-token";

    private const string Nonce = "nonce";

    private OpenIdConnectConfiguration provider = null!;

    /// <summary>The handler of a request.</summary>
    public static async Task<ProviderHandler> OfAsync(HttpContext http)
    {
        var handler = http.RequestServices.GetRequiredService<ProviderHandler>();
        await handler.InitializeAsync(new AuthenticationScheme(SchemeName, null, typeof(ProviderHandler)), http);
        return handler;
    }

    /// <summary>Where a person goes to sign in; the browser is given what proves, when they come back, that it is the one that went. Throws <see cref="ProviderAwayException"/>.</summary>
    /// <param name="back">The page they go to then.</param>
    public async Task<string> LeaveAsync(string back)
    {
        await FindAsync();
        var properties = new AuthenticationProperties { RedirectUri = back };
        GenerateCorrelationId(properties);
        return BuildChallengeUrl(properties, BuildRedirectUri(Options.CallbackPath));
    }

    /// <summary>Who came back, or why nobody did. Throws <see cref="ProviderAwayException"/>.</summary>
    public async Task<HandleRequestResult> ReturnAsync()
    {
        await FindAsync();
        try
        {
            return await HandleRemoteAuthenticateAsync();
        }
        catch (Exception refused) when (refused is SecurityTokenException or OpenIdConnectProtocolException or JsonException)
        {
            return HandleRequestResult.Fail(refused);
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException && !Context.RequestAborted.IsCancellationRequested)
        {
            throw new ProviderAwayException(away);
        }
    }

    /// <summary>Where a person ends their session with the issuer too; null when it knows no such address. Throws <see cref="ProviderAwayException"/>.</summary>
    /// <param name="idToken">The token that the session began with, or null.</param>
    public async Task<string?> SignOutAsync(string? idToken)
    {
        await FindAsync();
        if (string.IsNullOrEmpty(provider.EndSessionEndpoint)) return null;
        var asked = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = Options.ClientId, ["post_logout_redirect_uri"] = BuildRedirectUri("/connexion"), ["state"] = Guid.NewGuid().ToString("N"),
        };
        if (idToken is not null) asked["id_token_hint"] = idToken;
        return QueryHelpers.AddQueryString(Safe(provider.EndSessionEndpoint), asked);
    }

    /// <inheritdoc/>
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = ProviderTokens.NewNonce();
        properties.Items[Nonce] = nonce; // what is protected in the state
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, nonce);
    }

    /// <inheritdoc/>
    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var idToken = tokens.Response!.RootElement.GetString("id_token") ?? throw new OpenIdConnectProtocolException("There is no id_token in the answer.");
        var judge = new ProviderTokens(Options);
        var told = await judge.ReadIdAsync(idToken, properties.Items.TryGetValue(Nonce, out var nonce) ? nonce : null, tokens.AccessToken!);
        if (Options.AsksUserInfo && !string.IsNullOrEmpty(provider.UserInfoEndpoint))
            told = UserInfo.Complete(told, await new UserInfo(Options, judge).AskAsync(Safe(provider.UserInfoEndpoint), tokens.AccessToken!, Context.RequestAborted));
        var kept = new AuthenticationProperties { RedirectUri = properties.RedirectUri };
        kept.Items[IdToken] = idToken;
        return new AuthenticationTicket(new ClaimsPrincipal(told), kept, SchemeName);
    }

    /// <summary>Finds the issuer, whose addresses may change while the host runs.</summary>
    private async Task FindAsync()
    {
        try
        {
            provider = await Options.Provider.GetConfigurationAsync(Context.RequestAborted);
            (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (Safe(provider.AuthorizationEndpoint), Safe(provider.TokenEndpoint));
        }
        catch (Exception away) when (away is InvalidOperationException or IOException or HttpRequestException or OpenIdConnectProtocolException && !Context.RequestAborted.IsCancellationRequested)
        {
            throw new ProviderAwayException(away);
        }
    }

    private string Safe(string? address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (Options.IsHere && uri is { Scheme: "http", IsLoopback: true })) ? uri.AbsoluteUri
            : throw new OpenIdConnectProtocolException($"The issuer publishes an address that is not https: {address}");
}

/// <summary>The external issuer does not answer, or not as one.</summary>
internal sealed class ProviderAwayException(Exception cause) : Exception("The issuer does not answer.", cause);
