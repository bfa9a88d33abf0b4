using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Funding.Host.Embedded;

/// <summary>Ports of 127.0.0.1.</summary>
internal static class LoopbackPort
{
    /// <summary>Whether a server could listen there now; somebody may still be quicker.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A free port below those the system gives to outgoing connections, so that it is likely to be free again at the next start.</summary>
    public static int Choose()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(15_000, 32_000);
            if (IsFree(port)) return port;
        }

        throw new EmbeddedPostgresException("Aucun port libre n'a été trouvé sur 127.0.0.1 entre 15000 et 32000.");
    }
}
