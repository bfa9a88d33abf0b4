using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Funding.Drills.Servers;

/// <summary>A proxy on this machine between a host and PostgreSQL, in clear, that can do harm to what passes.</summary>
internal abstract class LoopbackProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private readonly Task accepting;

    /// <param name="connectionString">The server behind it.</param>
    protected LoopbackProxy(string connectionString)
    {
        target = new NpgsqlConnectionStringBuilder(connectionString).Port;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The proxy is over.</summary>
    protected CancellationToken Stopped => stop.Token;

    /// <summary>The way through the proxy.</summary>
    public string By(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    /// <summary>Carries what one connection says, both ways; both ends are closed when it returns.</summary>
    protected abstract Task CarryAsync(NetworkStream client, NetworkStream server);

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody needs it any more.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
                (client.NoDelay, server.NoDelay) = (true, true);
                await CarryAsync(client.GetStream(), server.GetStream());
            }
            catch (Exception end) when (end is IOException or SocketException or OperationCanceledException)
            {
                // Either side left.
            }
        }
    }
}
