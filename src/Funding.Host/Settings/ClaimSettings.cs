using Funding.Domain.Rights;

namespace Funding.Host.Settings;

/// <summary>What an external issuer calls roles and scopes: section <c>Funding:Auth:Claims</c>. What is not said here and not in our words is nobody's.</summary>
public sealed record ClaimSettings
{
    /// <summary>The claim that tells the role.</summary>
    public string Role { get; set; } = "role";

    /// <summary>The values of that claim that mean a role; other values are passed over. When there is none at all, the values are our own slugs.</summary>
    public IReadOnlyDictionary<Role, string[]> Roles { get; set; } = new Dictionary<Role, string[]>();

    /// <summary>The claim that tells the region.</summary>
    public string Region { get; set; } = "region";

    /// <summary>By INSEE code, or <c>nation</c>: the values of that claim that mean a region. When there is none at all, the values are INSEE codes, or <c>*</c>.</summary>
    public IReadOnlyDictionary<string, string[]> Regions { get; set; } = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The claim that narrows the region to departments (INSEE codes).</summary>
    public string Departments { get; set; } = "departments";

    /// <summary>The claim that tells which CPTS one acts for (its id here).</summary>
    public string Cpts { get; set; } = "cpts";

    /// <summary>The claims that make a person's name, separated by spaces.</summary>
    public string Name { get; set; } = "name";
}
