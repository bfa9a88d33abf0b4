namespace Funding.Domain.Cpts;

/// <summary>Where public money for a CPTS comes from.</summary>
public enum FundingSource
{
    /// <summary>Fonds d'intervention régional: the project phase (CSP L1435-8).</summary>
    Fir,

    /// <summary>Accord conventionnel interprofessionnel: the contract with Assurance maladie.</summary>
    Aci,

    /// <summary>The transformation fund: transitional costs.</summary>
    Transformation,
}

/// <summary>What every event about a commitment repeats, so that its financial entries follow from the event alone.</summary>
/// <param name="Id">The commitment, unique in the CPTS.</param>
/// <param name="Source">Whose money.</param>
/// <param name="BudgetYear">The year whose credit it uses; inherited by all its entries.</param>
/// <param name="RegionCode">Region of the CPTS.</param>
/// <param name="DepartmentCode">Department of the CPTS when the commitment was made.</param>
public sealed record CommitmentRef(string Id, FundingSource Source, int BudgetYear, string RegionCode, string DepartmentCode);
