using Funding.Domain.Rights;

namespace Funding.Host.Web.SignIn;

/// <summary>The page that leads to the external issuer.</summary>
/// <param name="Return">Where one goes then: a page of this site.</param>
/// <param name="Name">What people call the issuer.</param>
/// <param name="Fault">Why the last try failed, in French, or null.</param>
public sealed record ProviderModel(string Return, string Name, string? Fault);

/// <summary>The page between this site and the external issuer.</summary>
/// <param name="Title">What one goes there for.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Name">What people call the issuer.</param>
public sealed record LeaveModel(string Title, string Address, string Name);

/// <summary>The choice of who has several roles.</summary>
/// <param name="Roles">Theirs.</param>
/// <param name="Pending">What was told of them, sealed.</param>
public sealed record RoleModel(IReadOnlyList<Role> Roles, string Pending);
