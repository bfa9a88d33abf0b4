using Funding.Domain.Rights;
using Funding.Host.Api.Json;

namespace Funding.Host.Security;

/// <summary>The roles as tokens name them: <c>ars-officer</c>, <c>ars-accountant</c>, <c>am-officer</c>, <c>am-accountant</c>, <c>cpts</c>, <c>auditor</c>, <c>admin</c>.</summary>
public static class RoleSlug
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All => Slug.All<Role>();

    /// <summary>The role of that name, or null.</summary>
    public static Role? Parse(string text) => Slug.Parse<Role>(text);

    /// <summary>The name of a role.</summary>
    public static string Of(Role role) => Slug.Of(role);
}
