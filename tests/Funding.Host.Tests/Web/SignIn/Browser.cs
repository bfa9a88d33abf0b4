using System.Net;
using Funding.Domain.Rights;
using Funding.Host.Security;
using Funding.Host.Security.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>A browser with a session that began elsewhere: its cookie is made with the keys of the host under test, which itself knows no way around signing in.</summary>
internal static class Browser
{
    /// <summary>Who reads the pages where a test says nothing of it.</summary>
    public static CallerClaims Auditor { get; } = new("test", "cour.comptes", "Camille Auditrice", Role.Auditor, Caller.Nation, [], null);

    /// <summary>Who reads what only administrators of the nation read.</summary>
    public static CallerClaims Administrator { get; } = new("test", "administration", "Dominique Administratrice", Role.Admin, Caller.Nation, [], null);

    /// <summary>A client that keeps cookies; nobody is signed in when <paramref name="who"/> is null.</summary>
    public static HttpClient Of(IServiceProvider services, string address, CallerClaims? who, bool follows = true)
    {
        var cookies = new CookieContainer();
        if (who is not null) cookies.Add(new Uri(address), Cookie(services, Ticket(who)));
        return new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = follows }) { BaseAddress = new Uri(address) };
    }

    public static AuthenticationTicket Ticket(CallerClaims who, DateTimeOffset? latestEnd = null, DateTimeOffset? idleUntil = null)
    {
        var now = DateTimeOffset.UtcNow;
        var properties = Sessions.Until(latestEnd ?? now.AddHours(1));
        (properties.IssuedUtc, properties.ExpiresUtc) = (now.AddHours(-1), idleUntil ?? now.AddHours(1));
        return new AuthenticationTicket(who.ToPrincipal(SessionCookie.Scheme), properties, SessionCookie.Scheme);
    }

    public static Cookie Cookie(IServiceProvider services, AuthenticationTicket ticket)
        => new(Options(services).Cookie.Name!, Options(services).TicketDataFormat.Protect(ticket));

    /// <summary>The ticket that an answer sets, or null.</summary>
    public static AuthenticationTicket? TicketOf(IServiceProvider services, HttpResponseMessage answer)
    {
        var start = Options(services).Cookie.Name + "=";
        return answer.Headers.TryGetValues("Set-Cookie", out var set) && set.FirstOrDefault(it => it.StartsWith(start, StringComparison.Ordinal)) is { } cookie
            ? Options(services).TicketDataFormat.Unprotect(cookie[start.Length..].Split(';')[0]) : null;
    }

    private static CookieAuthenticationOptions Options(IServiceProvider services)
        => services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionCookie.Scheme);
}
