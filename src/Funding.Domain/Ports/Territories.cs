namespace Funding.Domain.Ports;

/// <summary>What rule R1 asks of a territory, which is a list of commune codes.</summary>
public static class Territories
{
    /// <summary>Whether the commune exists and is in the region or in one that borders it.</summary>
    public static bool IsWithinReach(this IReferenceData reference, string commune, string region) =>
        reference.FindCommune(commune) is { } found && (found.Region == region || reference.AreBordering(found.Region, region));

    /// <summary>
    /// Inhabitants of the communes, each counted once: a code given twice, or an arrondissement beside its city, adds nothing.
    /// Unknown codes count for nothing: a rule that must refuse them does so first.
    /// </summary>
    public static int PopulationOf(this IReferenceData reference, IEnumerable<string> communes)
    {
        var given = communes.ToHashSet(StringComparer.Ordinal);
        return given.Select(reference.FindCommune)
            .Where(commune => commune is not null && (commune.City is null || !given.Contains(commune.City)))
            .Sum(commune => commune!.Population);
    }
}
