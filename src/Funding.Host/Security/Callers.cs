using Funding.Domain.Ports;
using Funding.Domain.Rights;
using Funding.Engine.Acting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Funding.Host.Security;

/// <summary>Finds out who asks, from the bearer token of a request.</summary>
public sealed class Callers(IPeople people, IReferenceData reference, ClaimsMapping mapping, ILogger<Callers> log)
{
    /// <summary>The caller, or null when there is no token, or none that may be trusted.</summary>
    public async Task<Caller?> OfAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded) return null;
        var (claims, fault) = CallerClaims.Read(mapping.Map(result.Principal), reference);
        if (claims is null)
        {
            log.LogWarning("A token that is valid names no caller: its claim {Claim} is missing, doubled or unknown", fault);
            return null;
        }

        return claims.Of(await people.IdentifyAsync(claims.Issuer, claims.Subject, claims.Name, context.RequestAborted));
    }
}
