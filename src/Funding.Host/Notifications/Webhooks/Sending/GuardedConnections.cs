using System.Net;
using System.Net.Sockets;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Webhooks.Sending;

/// <summary>Finds the addresses of a name.</summary>
internal interface IHostNames
{
    /// <summary>All of them; throws <see cref="SocketException"/> when there is none.</summary>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>The names that the machine knows.</summary>
internal sealed class SystemHostNames : IHostNames
{
    /// <inheritdoc/>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) => Dns.GetHostAddressesAsync(host, cancellation);
}

/// <summary>
/// Connects to a receiver after a look at every address that its name has at that moment, and to those alone: a name that is asked
/// for twice could be answered otherwise the second time.
/// </summary>
internal sealed class GuardedConnections(IHostNames names, WebhookSettings settings)
{
    /// <summary>Connects, or throws <see cref="RefusedAddressException"/> when any of the addresses is not allowed.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var isPlain = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttp;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await names.ResolveAsync(host, cancellation);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        if (!Array.TrueForAll(addresses, address => AddressGuard.IsAllowed(address, isPlain, settings.AllowPrivateNetworks))) throw new RefusedAddressException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name leads to an address that webhooks may not be sent to.</summary>
internal sealed class RefusedAddressException() : Exception("The name leads to an address that is not allowed.");
