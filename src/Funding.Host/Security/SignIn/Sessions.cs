using System.Globalization;
using System.Security.Claims;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Host.Demo;
using Funding.Host.Security.SignIn.Provider;
using Funding.Host.Settings;
using Microsoft.AspNetCore.Authentication;

namespace Funding.Host.Security.SignIn;

/// <summary>Who is signed in to the pages, kept in the browser's cookie and nowhere else: a session ends when it was idle, at its latest end, or when its person signs out.</summary>
internal sealed class Sessions(IPeople people, IReferenceData reference, FundingSettings settings, ILogger<Sessions> log)
{
    /// <summary>The property of a ticket that says until when it may be renewed.</summary>
    internal const string LatestEnd = "latest-end";

    /// <summary>Begins a session.</summary>
    /// <param name="http">The request that signs in.</param>
    /// <param name="claims">Who it is, vouched for by an issuer.</param>
    /// <param name="notAfter">When what vouches for them ends, or null.</param>
    /// <param name="idToken">The external issuer's token, for the end of the session with it, or null.</param>
    public Task SignInAsync(HttpContext http, CallerClaims claims, DateTimeOffset? notAfter = null, string? idToken = null)
    {
        var end = TimeProvider.System.GetUtcNow().AddHours(settings.Auth.Pages.LongestHours);
        var properties = Until(notAfter < end ? notAfter.Value : end);
        if (idToken is not null) properties.Items[ProviderHandler.IdToken] = idToken;
        return http.SignInAsync(SessionCookie.Scheme, claims.ToPrincipal(SessionCookie.Scheme), properties);
    }

    /// <summary>The external issuer's token that the session of this browser began with, or null.</summary>
    public static async Task<string?> IdTokenAsync(HttpContext http)
        => (await http.AuthenticateAsync(SessionCookie.Scheme)).Properties?.Items.TryGetValue(ProviderHandler.IdToken, out var token) is true ? token : null;

    /// <summary>Ends the session of this browser.</summary>
    public static Task SignOutAsync(HttpContext http) => http.SignOutAsync(SessionCookie.Scheme);

    /// <summary>The properties of a ticket that is renewed until then.</summary>
    internal static AuthenticationProperties Until(DateTimeOffset end)
        => new(new Dictionary<string, string?>(StringComparer.Ordinal) { [LatestEnd] = end.ToString("O", CultureInfo.InvariantCulture) });

    /// <summary>Tells the visitor of a request who they are, if they are signed in. Forms are bound to that person, and to no bearer of a token.</summary>
    public async Task RecognizeAsync(HttpContext http, Visitor visitor)
    {
        http.User = new ClaimsPrincipal(new ClaimsIdentity());
        var result = await http.AuthenticateAsync(SessionCookie.Scheme);
        if (!result.Succeeded) return;
        if (IsOver(result.Properties))
        {
            await SignOutAsync(http);
            return;
        }

        var (claims, fault) = CallerClaims.Read(result.Principal, reference);
        if (claims is null)
        {
            log.LogWarning("A session names no caller: its claim {Claim} is missing, doubled or unknown", fault);
            await SignOutAsync(http);
            return;
        }

        if (!settings.UsesLocalIssuer() && claims.Issuer is Cast.Issuer or LocalIssuer.Name)
        {
            await SignOutAsync(http); // of a time before the external issuer: nobody vouches for it any more
            return;
        }

        http.User = result.Principal;
        visitor.Is(claims.Of(await people.IdentifyAsync(claims.Issuer, claims.Subject, claims.Name, http.RequestAborted)), claims.Name ?? claims.Subject);
    }

    private static bool IsOver(AuthenticationProperties properties)
        => !properties.Items.TryGetValue(LatestEnd, out var text)
            || !DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end)
            || end <= TimeProvider.System.GetUtcNow();
}
