using Funding.Domain.Rights;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Host.Security.SignIn;

/// <summary>Somebody whom one may be on the demonstration.</summary>
/// <param name="Person">A person of the made-up history: the acts there and the acts of who signs in are theirs, so that four eyes are two people's.</param>
/// <param name="Role">Their role.</param>
/// <param name="Region">INSEE code, or <c>*</c>.</param>
public sealed record DemoUser(FictivePerson Person, Role Role, string Region);

/// <summary>The people of the made-up history that one may sign in as.</summary>
internal sealed class DemoUsers(IPeople people, IDossiers dossiers)
{
    private const int MostOfARegion = 500;

    /// <summary>Who reads everything; nobody of that name acted in the history.</summary>
    private static readonly FictivePerson Auditor = new("auditor", "Auditeur national (fictif)");

    /// <summary>The officers and accountants of a region, and those of the nation.</summary>
    public static IReadOnlyList<DemoUser> Of(Region region)
        => [.. Cast.AgentsOf(region).Select(agent => new DemoUser(agent.Person, agent.Role, region.Code)), new(Auditor, Role.Auditor, Caller.Nation), new(Cast.Administration, Role.Admin, Caller.Nation)];

    /// <summary>The CPTS of a region, whose associations one may be.</summary>
    public async Task<IReadOnlyList<DossierSummary>> CptsOfAsync(Region region, CancellationToken cancellation)
        => (await dossiers.ListAsync(new DossierQuery(region.Code), Moment.Now, new PageRequest(MostOfARegion), cancellation)).Items;

    /// <summary>The claims of one of <see cref="Of"/>, or null.</summary>
    public static CallerClaims? Find(Region region, string subject)
        => Of(region).FirstOrDefault(user => user.Person.Subject == subject) is { } user ? new(Cast.Issuer, subject, user.Person.Name, user.Role, user.Region, [], null) : null;

    /// <summary>The claims of who acts for a CPTS, or null when there is no such CPTS. One that came after the history has an association of its own.</summary>
    public async Task<CallerClaims?> FindAsync(Guid cpts, CancellationToken cancellation)
    {
        if (await dossiers.FindAsync(cpts, Moment.Now, cancellation) is not { } dossier) return null;
        var name = Cast.AssociationName(dossier.State.Name.Latest);
        var subject = await people.SubjectNamedAsync(Cast.Issuer, name, cancellation) ?? $"association-{cpts:D}";
        return new(Cast.Issuer, subject, name, Role.Cpts, "", [], cpts);
    }
}
