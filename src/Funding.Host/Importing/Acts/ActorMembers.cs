using System.Security.Claims;
using Funding.Domain;
using Funding.Host.Api.Bodies;
using Funding.Host.Security;

namespace Funding.Host.Importing.Acts;

/// <summary>Who made an act, as a line names them: the claims that a token of the local issuer would have.</summary>
internal static class ActorMembers
{
    private static readonly TextField Role = new("role", "As tokens name it.", 50) { IsRequired = true };
    private static readonly TextField User = new("user", "The person, always written alike.", 255) { IsRequired = true };
    private static readonly TextField Name = new("name", "The person's name.", 255);
    private static readonly TextField Region = new("region", "INSEE code, or *.", 3);
    private static readonly ListField<string> Departments = new("departments", "INSEE codes that narrow the region.", new TextField("department", "INSEE code.", 3), 101);
    private static readonly TextField Cpts = new("cpts", "For the role cpts: its id.", 36);

    /// <summary>The member of a line.</summary>
    public static ObjectField<ClaimsPrincipal> Field { get; } = new("actor", "Who made the act.", [Role, User, Name, Region, Departments, Cpts], Claims) { IsRequired = true };

    /// <summary>The member at fault when the claim of that name is missing or unknown.</summary>
    public static string NameOf(string claim) => claim == "sub" ? User.Name : claim;

    private static ClaimsPrincipal Claims(Body body)
    {
        var claims = new List<Claim> { new("iss", LocalIssuer.Name) };
        foreach (var (type, field) in ((string, TextField)[])[("role", Role), ("sub", User), ("name", Name), ("region", Region), ("cpts", Cpts)])
            if (body.Maybe(field) is { } value) claims.Add(new Claim(type, value));
        claims.AddRange((body.Maybe<Sequence<string>>(Departments) ?? []).Select(department => new Claim("departments", department)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims));
    }
}
