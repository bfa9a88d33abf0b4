using System.Net;

namespace Funding.Host.Security;

/// <summary>Tokens of the local issuer are for the machine itself: the host does not listen beyond loopback with it.</summary>
public static class ListenGuard
{
    /// <summary>Throws, with a message for the operator in French, when the local issuer is in use and an address is not of the machine alone.</summary>
    /// <param name="urls">Addresses as Kestrel takes them, separated by semicolons.</param>
    /// <param name="isLocalIssuer">Whether the host signs its own tokens.</param>
    public static void Check(string urls, bool isLocalIssuer)
    {
        if (!isLocalIssuer) return;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IsLoopback(BindingAddress.Parse(url)))
                throw new InvalidOperationException(
                    $"L'adresse d'écoute {url} est joignable d'ailleurs que de cette machine, ce que l'émetteur de jetons local n'autorise pas. "
                    + "Écoutez sur 127.0.0.1, ou configurez un émetteur externe (Funding__Auth__Authority).");
        }
    }

    /// <summary>Kestrel listens everywhere for any name but <c>localhost</c>, so only that one is trusted.</summary>
    private static bool IsLoopback(BindingAddress address)
        => address.IsUnixPipe || address.IsNamedPipe || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
