namespace Funding.Domain.Ports;

/// <summary>
/// Regions, departments and communes as the rules need them. Codes are INSEE codes, as text; a region and a department may have
/// the same code (region 75 is Nouvelle-Aquitaine, department 75 is Paris), so every parameter says which one it is.
/// An unknown code is answered <c>false</c> or <c>null</c>, except by <see cref="ZoneOf"/>.
/// </summary>
public interface IReferenceData
{
    /// <summary>The codes of the 18 regions.</summary>
    IReadOnlyList<string> RegionCodes { get; }

    /// <summary>Whether the code is one of the 18 regions, each of which has one regional health agency (ARS).</summary>
    bool IsRegion(string code);

    /// <summary>Whether the department exists and belongs to the region.</summary>
    bool IsDepartmentOf(string department, string region);

    /// <summary>Inhabitants of a region: of its communes, an arrondissement counting with its city; 0 for a code that is no region.</summary>
    long InhabitantsOf(string region);

    /// <summary>The commune, or the municipal arrondissement of Paris, Lyon or Marseille, with this code today; <c>null</c> if there is none.</summary>
    Commune? FindCommune(string code);

    /// <summary>Whether the two regions share a land border. No region borders itself; Corse and the overseas regions border none.</summary>
    bool AreBordering(string region, string otherRegion);

    /// <summary>The legal time zone of the region: its days begin and end by it.</summary>
    /// <exception cref="ArgumentException">The code is not a region: check <see cref="IsRegion"/> first.</exception>
    TimeZoneInfo ZoneOf(string region);
}
