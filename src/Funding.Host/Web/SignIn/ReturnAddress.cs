using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Funding.Host.Web.SignIn;

/// <summary>Where one goes after signing in: a page of this site, whatever an address asks for.</summary>
internal static class ReturnAddress
{
    /// <summary>Its name in addresses and forms.</summary>
    public const string Field = "retour";

    /// <summary>The sign-in page that leads back to what was asked.</summary>
    public static string SignIn(HttpRequest asked)
        => asked.GetEncodedPathAndQuery() is var address && address == "/" ? "/connexion" : $"/connexion?{Field}={Uri.EscapeDataString(address)}";

    /// <summary>The address if it is one of this site, else the first page.</summary>
    public static string Of(string? address)
        => address is ['/', ..] && RedirectHttpResult.IsLocalUrl(address) && address.All(it => it is > ' ' and <= '~') && !address.StartsWith("/connexion", StringComparison.OrdinalIgnoreCase) ? address : "/";
}
