namespace Funding.Domain.Ports;

/// <summary>A commune as it is today, or a municipal arrondissement.</summary>
/// <param name="Code">INSEE code: five characters, <c>2A004</c> in Corse.</param>
/// <param name="Name">Its official name, in French.</param>
/// <param name="Department">Code of its department.</param>
/// <param name="Region">Code of its region.</param>
/// <param name="Population">Municipal population, in inhabitants; 0 in the six villages destroyed in 1916 and never rebuilt.</param>
public sealed record Commune(string Code, string Name, string Department, string Region, int Population)
{
    /// <summary>For a municipal arrondissement, the code of its city (Paris, Lyon or Marseille), whose population includes it; else <c>null</c>.</summary>
    public string? City { get; init; }
}
