using Funding.Domain.Ports;
using Funding.Domain.Rights;
using Funding.Host.Acting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Funding.Host.Security;

/// <summary>Finds out who asks, from the bearer token of a request.</summary>
public sealed class Callers(IPeople people, IReferenceData reference)
{
    /// <summary>The caller, or null when there is no token, or none that may be trusted.</summary>
    public async Task<Caller?> OfAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded || CallerClaims.Read(result.Principal, reference) is not { } claims) return null;
        var person = await people.IdentifyAsync(claims.Issuer, claims.Subject, claims.Name, context.RequestAborted);
        return new Caller(person, claims.Role, claims.Region, claims.Departments, claims.CptsId);
    }
}
