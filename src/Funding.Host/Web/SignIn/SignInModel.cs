using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security.SignIn;

namespace Funding.Host.Web.SignIn;

/// <summary>The sign-in page.</summary>
public sealed record SignInModel
{
    /// <summary>Where one goes then: a page of this site.</summary>
    public required string Return { get; init; }

    /// <summary>The demo users that may be chosen; null where there is no demonstration.</summary>
    public DemoChoice? Demo { get; init; }

    /// <summary>Why the last try failed, in French, or null.</summary>
    public string? Fault { get; init; }
}

/// <summary>The demo users of a region.</summary>
/// <param name="Regions">All that may be chosen.</param>
/// <param name="Region">The one that is.</param>
/// <param name="Users">The people of that region and of the nation.</param>
/// <param name="Cpts">Its CPTS, in the order of their names.</param>
public sealed record DemoChoice(IReadOnlyList<Region> Regions, Region Region, IReadOnlyList<DemoUser> Users, IReadOnlyList<DossierSummary> Cpts);
