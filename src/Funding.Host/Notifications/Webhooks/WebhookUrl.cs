using System.Net;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Webhooks;

/// <summary>Which addresses a subscription may have. Where a name leads is judged anew at each connection.</summary>
internal static class WebhookUrl
{
    /// <summary>Longest address, in characters.</summary>
    public const int MaxLength = 2_000;

    /// <summary>What is wrong with an address, in French; null when nothing is.</summary>
    public static string? Fault(string url, WebhookSettings settings)
    {
        if (url.Any(char.IsControl) || url.Contains(' ', StringComparison.Ordinal) || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || !HasHost(uri))
            return "Une adresse https complète est attendue.";
        if (uri.Scheme != Uri.UriSchemeHttps && !IsPlain(uri)) return "Seul https est admis, sauf vers la machine elle-même (http sur 127.0.0.1, [::1] ou localhost).";
        if (uri.UserInfo.Length > 0) return "L'adresse ne porte ni nom d'utilisateur ni mot de passe.";
        if (url.Contains('#', StringComparison.Ordinal)) return "L'adresse ne porte pas de fragment (« # »).";
        return IPAddress.TryParse(uri.IdnHost, out var literal) && !AddressGuard.IsAllowed(literal, IsPlain(uri), settings.AllowPrivateNetworks)
            ? "Cette adresse IP est d'un réseau privé, local ou réservé : elle n'est pas admise." : null;
    }

    /// <summary>Whether it names a server that there could be: none in letters that no name is written in, none longer than DNS takes.</summary>
    private static bool HasHost(Uri uri)
    {
        try
        {
            return uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
                || (uri.HostNameType == UriHostNameType.Dns && uri.IdnHost.Length <= 253 && Array.TrueForAll(uri.IdnHost.Split('.'), label => label.Length <= 63));
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    /// <summary>Whether it leads in clear to this machine, the only way in clear that is allowed.</summary>
    public static bool IsPlain(Uri uri)
        => uri.Scheme == Uri.UriSchemeHttp && (uri.IdnHost is "localhost" || (IPAddress.TryParse(uri.IdnHost, out var literal) && IPAddress.IsLoopback(literal)));

    /// <summary>The address without what may be a secret in it: its path and query.</summary>
    public static string Shown(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) + (uri.PathAndQuery.Length > 1 ? "/…" : "") : "";
}
