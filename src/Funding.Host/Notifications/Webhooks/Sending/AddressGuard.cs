using System.Net;
using System.Net.Sockets;

namespace Funding.Host.Notifications.Webhooks.Sending;

/// <summary>
/// Where a webhook may lead: a server of elsewhere, not what only this machine or its network can reach. After the special-purpose
/// registries of IANA; an IPv6 address that wraps an IPv4 one is none that anybody needs, but for NAT64, judged by what it wraps.
/// </summary>
internal static class AddressGuard
{
    private static readonly IPNetwork[] Private = Parse("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7");

    private static readonly IPNetwork[] Never = Parse(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether a message may be sent there.</summary>
    /// <param name="address">What the name leads to.</param>
    /// <param name="isPlain">In clear: to this machine only.</param>
    /// <param name="allowPrivate">Whether private networks and this machine are allowed.</param>
    public static bool IsAllowed(IPAddress address, bool isPlain, bool allowPrivate)
    {
        if (address.IsIPv4MappedToIPv6) return false; // and networks below would take it for the IPv4 address
        if (isPlain) return IPAddress.IsLoopback(address);
        if (Nat64.Contains(address)) return IsAllowed(new IPAddress(address.GetAddressBytes()[12..]), isPlain, allowPrivate);
        if (Array.Exists(Never, network => network.Contains(address))) return false;
        if (Array.Exists(Private, network => network.Contains(address))) return allowPrivate;
        return address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address);
    }

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
