using System.Net;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Web;

/// <summary>From where pages are read: under their public name where people sign in at an external issuer, else on this machine only.</summary>
internal sealed class PageReach(FundingSettings settings)
{
    private readonly string? name = settings.OpensPages() ? new Uri(settings.Notifications.PublicUrl!).Host : null;

    /// <summary>Whether a request may be answered with a page. A name of elsewhere that resolves to this machine is a page of elsewhere reading this one.</summary>
    public bool Holds(HttpContext http) => name is null ? IsLocal(http) : http.Request.Host.Host.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsLocal(HttpContext http)
        => http.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
            && (http.Request.Host.Host is "localhost" || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named)));
}
