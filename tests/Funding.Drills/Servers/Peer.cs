using System.Net;
using System.Net.Sockets;

namespace Funding.Drills.Servers;

/// <summary>How a peer treats those who send to it.</summary>
internal enum Manner
{
    /// <summary>Takes what it is sent.</summary>
    Takes,

    /// <summary>Does not listen.</summary>
    Refuses,

    /// <summary>Takes the connection and says nothing.</summary>
    Hangs,

    /// <summary>Answers that it is broken.</summary>
    AnswersBroken,

    /// <summary>Leaves in the middle of the exchange: it may have heard everything.</summary>
    Vanishes,
}

/// <summary>Somebody who is sent messages, on a loopback port, with manners that can be changed. By hand: it has to misbehave in ways no server does.</summary>
internal abstract class Peer : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private TcpListener listener = new(IPAddress.Loopback, 0);

    protected Peer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    public int Port { get; }

    protected Manner Manner { get; private set; }

    /// <summary>Cancelled when it is over.</summary>
    protected CancellationToken Over => stop.Token;

    /// <summary>Changes its manners; those who are being served notice at their next message.</summary>
    public void Be(Manner next)
    {
        var before = Manner;
        Manner = next;
        if (next == Manner.Refuses) listener.Stop();
        if (before != Manner.Refuses || next == Manner.Refuses) return;
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync(); // never disposed of: those it serves may still ask it
        listener.Stop();
    }

    /// <summary>Serves one connection to its end.</summary>
    protected abstract Task ServeAsync(NetworkStream stream);

    private async Task AcceptAsync(TcpListener one)
    {
        try
        {
            while (true) _ = ServeAsync(await one.AcceptTcpClientAsync(Over));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It refuses now, or the drill is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await ServeAsync(client.GetStream());
            }
            catch (Exception end) when (end is IOException or SocketException or OperationCanceledException)
            {
                // The host left, or was killed.
            }
        }
    }
}
