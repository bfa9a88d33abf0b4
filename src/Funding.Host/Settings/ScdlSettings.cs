namespace Funding.Host.Settings;

/// <summary>What the open data of grants (SCDL) say of those who grant: section <c>Funding:Scdl</c>.</summary>
public sealed record ScdlSettings
{
    /// <summary>
    /// The agency of each region, by its INSEE code: <c>Funding__Scdl__Grantors__84__Siret</c>. No reference data give their SIRET;
    /// without it nothing of the region can be published, which the export tells.
    /// </summary>
    public Dictionary<string, GrantorSettings> Grantors { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>An agency as it publishes.</summary>
public sealed record GrantorSettings
{
    /// <summary>SIRET of its seat (14 digits).</summary>
    public string? Siret { get; set; }

    /// <summary>Its name; by default « Agence régionale de santé » with the name of the region.</summary>
    public string? Name { get; set; }
}
