using System.Security.Claims;
using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Rights;
using Funding.Engine.Naming;

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

    /// <summary>The caller that this person is with these claims.</summary>
    public Caller Of(PersonId person) => new(person, Role, Region, Departments, CptsId);

    /// <summary>The same claims, as <see cref="Read"/> takes them.</summary>
    /// <param name="scheme">How the person was recognized.</param>
    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var claims = new List<Claim> { Of("iss", Issuer), Of("sub", Subject), Of("role", Slug.Of(Role)) };
        if (Name is not null) claims.Add(Of("name", Name));
        if (Region.Length > 0) claims.Add(Of("region", Region));
        claims.AddRange(Departments.Select(department => Of("departments", department)));
        if (CptsId is { } cpts) claims.Add(Of("cpts", cpts.ToString("D")));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, "sub", "role"));

        // The issuer of each too: what is bound to a subject is bound to who vouches for it.
        Claim Of(string type, string value) => new(type, value, ClaimValueTypes.String, Issuer);
    }

    /// <summary>The claims, or the name of the one that is missing, doubled or unknown: a scope is never guessed.</summary>
    public static (CallerClaims? Claims, string? Fault) Read(ClaimsPrincipal principal, IReferenceData reference)
    {
        if (One(principal, "iss") is not { } issuer) return (null, "iss");
        if (One(principal, "sub") is not { } subject) return (null, "sub");
        if (One(principal, "role") is not { } slug || Slug.Parse<Role>(slug) is not { } role) return (null, "role");
        var cpts = Guid.TryParseExact(One(principal, "cpts"), "D", out var id) ? id : (Guid?)null;
        if (role == Role.Cpts ? cpts is null : Has(principal, "cpts")) return (null, "cpts");
        var region = One(principal, "region");
        if (region is null ? role != Role.Cpts || Has(principal, "region") : region != Caller.Nation && !reference.IsRegion(region)) return (null, "region");
        var departments = principal.FindAll("departments").SelectMany(claim => claim.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)).ToSequence();
        var isNarrowed = Has(principal, "departments");
        if (isNarrowed && (departments.Count == 0 || departments.Any(department => !Lies(department, region, reference)))) return (null, "departments");
        return (new CallerClaims(issuer, subject, One(principal, "name"), role, region ?? "", departments, cpts), null);
    }

    /// <summary>The one usable value of a claim, or null.</summary>
    private static string? One(ClaimsPrincipal principal, string type)
        => principal.FindAll(type).Take(2).ToArray() is [{ Value: { Length: > 0 and <= Longest } value }] && !string.IsNullOrWhiteSpace(value) && !value.Any(char.IsControl) ? value : null;

    private static bool Has(ClaimsPrincipal principal, string type) => principal.HasClaim(claim => claim.Type == type);

    private static bool Lies(string department, string? region, IReferenceData reference) => region is null or Caller.Nation || reference.IsDepartmentOf(department, region);
}
