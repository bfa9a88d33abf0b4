using System.Security.Claims;
using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Rights;

namespace Funding.Host.Security;

/// <summary>What a valid token says of its bearer.</summary>
/// <param name="Issuer">Who vouches for it.</param>
/// <param name="Subject">The person, as that issuer knows them.</param>
/// <param name="Name">Their name, if told.</param>
/// <param name="Role">Their one role.</param>
/// <param name="Region">INSEE code, <c>*</c>, or nothing for a CPTS.</param>
/// <param name="Departments">What narrows the region.</param>
/// <param name="CptsId">For the role <c>cpts</c>.</param>
internal sealed record CallerClaims(string Issuer, string Subject, string? Name, Role Role, string Region, Sequence<string> Departments, Guid? CptsId)
{
    private const int Longest = 255;

    /// <summary>Null when a claim is missing, doubled or unknown: a scope is never guessed.</summary>
    public static CallerClaims? Read(ClaimsPrincipal principal, IReferenceData reference)
    {
        if (One(principal, "iss") is not { Length: > 0 } issuer || One(principal, "sub") is not { } subject || !IsSubject(subject)) return null;
        if (One(principal, "role") is not { } slug || RoleSlug.Parse(slug) is not { } role) return null;
        var cpts = One(principal, "cpts");
        var id = Guid.TryParseExact(cpts, "D", out var parsed) ? parsed : (Guid?)null;
        if (role == Role.Cpts ? id is null : cpts is not null) return null;
        var regions = principal.FindAll("region").Select(claim => claim.Value).ToArray();
        if (regions.Length > 1 || (regions.Length == 0 && role != Role.Cpts)) return null;
        var region = regions.FirstOrDefault() ?? "";
        if (region.Length > 0 && region != Caller.Nation && !reference.IsRegion(region)) return null;
        var departments = principal.FindAll("departments").SelectMany(claim => claim.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)).ToSequence();
        if (principal.HasClaim(claim => claim.Type == "departments") && departments.Count == 0) return null;
        if (region != Caller.Nation && departments.Any(department => !reference.IsDepartmentOf(department, region))) return null;
        return new CallerClaims(issuer, subject, One(principal, "name"), role, region, departments, id);
    }

    private static string? One(ClaimsPrincipal principal, string type)
    {
        var found = principal.FindAll(type).Take(2).ToArray();
        return found.Length == 1 ? found[0].Value : null;
    }

    private static bool IsSubject(string text) => text.Length is > 0 and <= Longest && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);
}
