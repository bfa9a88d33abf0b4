namespace Funding.Domain.Cpts;

/// <summary>Where a CPTS works.</summary>
/// <param name="DepartmentCode">INSEE code of the department that follows the dossier.</param>
/// <param name="Communes">INSEE codes of its communes, in order; empty when only a population is known.</param>
/// <param name="Population">Inhabitants: the sum over the communes, or the figure given when there are none.</param>
public sealed record Territory(string DepartmentCode, Sequence<string> Communes, int Population);

/// <summary>The legal identity of the association.</summary>
/// <param name="Siret">14 digits with a valid key, or null.</param>
/// <param name="Rna">W and nine digits, the second of which may be a letter, or null.</param>
public sealed record Identifiers(string? Siret, string? Rna)
{
    /// <summary>Whether it can be told from any other association (R2).</summary>
    public bool AreMissing => Siret is null && Rna is null;
}
