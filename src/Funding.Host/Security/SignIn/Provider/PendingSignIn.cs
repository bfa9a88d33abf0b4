using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Funding.Host.Security.SignIn.Provider;

/// <summary>A sign-in that waits for its person to choose a role: sealed and kept by their page, for ten minutes.</summary>
internal sealed class PendingSignIn(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("sign-in", "pending").ToTimeLimitedDataProtector();

    /// <summary>What is told of a person, with the issuer's token and where they go then.</summary>
    public string Close(ClaimsPrincipal told, string? idToken, string back)
    {
        var properties = new AuthenticationProperties { RedirectUri = back };
        properties.Items[ProviderHandler.IdToken] = idToken;
        return Convert.ToBase64String(seal.Protect(TicketSerializer.Default.Serialize(new AuthenticationTicket(told, properties, ProviderHandler.SchemeName)), Patience));
    }

    /// <summary>The same again; null when it is not whole, or late.</summary>
    public (ClaimsPrincipal Told, string? IdToken, string Back)? Open(string? closed)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(seal.Unprotect(Convert.FromBase64String(closed ?? ""))) is { } ticket
                ? (ticket.Principal, ticket.Properties.Items[ProviderHandler.IdToken], ticket.Properties.RedirectUri!) : null;
        }
        catch (Exception spoilt) when (spoilt is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
