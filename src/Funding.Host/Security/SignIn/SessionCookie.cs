using System.Net;
using Funding.Host.Notifications;
using Funding.Host.Settings;
using Funding.Host.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Funding.Host.Security.SignIn;

/// <summary>
/// The cookies of a browser: who is signed in, and the half of a form's token. For this host alone, out of reach of scripts, and over
/// https only but where the pages are read under an http address of this machine.
/// </summary>
internal sealed class SessionCookie(FundingSettings settings) : IConfigureNamedOptions<CookieAuthenticationOptions>, IConfigureOptions<AntiforgeryOptions>
{
    /// <summary>The authentication scheme of the pages.</summary>
    public const string Scheme = "desk";

    private bool IsSecure { get; } = !IsPlainHere(new Uri(PublicAddress.Of(settings)));

    /// <inheritdoc/>
    public void Configure(CookieAuthenticationOptions options) => Configure(Scheme, options);

    /// <inheritdoc/>
    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Scheme) return;
        Harden(options.Cookie, "session");
        options.TimeProvider = TimeProvider.System; // never the simulated clock
        options.ExpireTimeSpan = TimeSpan.FromMinutes(settings.Auth.Pages.IdleMinutes);
        options.SlidingExpiration = true;
        // The framework renews in the second half of the time only: who was idle for a little more than half of it would be out.
        options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew = context.ElapsedTime > TimeSpan.FromMinutes(1) && PageMarks.KeepsSession(context.HttpContext);
            return Task.CompletedTask;
        };
    }

    /// <inheritdoc/>
    public void Configure(AntiforgeryOptions options) => Harden(options.Cookie, "form");

    /// <summary>Says that readers came over https where they do: its encryption may end at a proxy before this host, and secure cookies are made for https requests only.</summary>
    public void TellScheme(HttpRequest request)
    {
        if (IsSecure) request.Scheme = Uri.UriSchemeHttps;
    }

    /// <summary>The same for any cookie of ours.</summary>
    public void Harden(CookieBuilder cookie, string name)
    {
        cookie.Name = (IsSecure ? "__Host-" : "") + "funding-" + name;
        cookie.HttpOnly = true;
        cookie.SecurePolicy = IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.SameSite = SameSiteMode.Lax; // strict, a link in a message would lead to the sign-in page
        cookie.Path = "/";
        cookie.IsEssential = true;
    }

    private static bool IsPlainHere(Uri address)
        => address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
