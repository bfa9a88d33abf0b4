using Funding.Domain.Cpts;

namespace Funding.Domain.Rights;

/// <summary>Who asks, and for what part of the country.</summary>
/// <param name="Person">The opaque person.</param>
/// <param name="Role">The role.</param>
/// <param name="RegionCode">INSEE code of the region, or <c>*</c> for the nation.</param>
/// <param name="Departments">For Assurance maladie: the departments, or none for the whole region.</param>
/// <param name="CptsId">For a CPTS: its id.</param>
public sealed record Caller(PersonId Person, Role Role, string RegionCode, Sequence<string> Departments, Guid? CptsId)
{
    /// <summary>The code that stands for every region.</summary>
    public const string Nation = "*";

    /// <summary>Whether the whole region is in scope.</summary>
    public bool Covers(string regionCode) => RegionCode == Nation || RegionCode == regionCode;

    /// <summary>Whether every dossier of the region exists for this caller.</summary>
    public bool SeesAllOf(string regionCode) => Role != Role.Cpts && Covers(regionCode) && Departments.Count == 0;

    /// <summary>Whether the dossier exists for this caller.</summary>
    public bool Sees(Guid cptsId, string regionCode, string departmentCode)
        => Role == Role.Cpts ? CptsId == cptsId : Covers(regionCode) && (Departments.Count == 0 || Departments.Contains(departmentCode));

    /// <summary>Whether the dossier exists for this caller.</summary>
    public bool Sees(Guid cptsId, Dossier dossier) => Sees(cptsId, dossier.RegionCode, dossier.Territory.Latest.DepartmentCode);
}
