using Funding.Domain.Cpts;

namespace Funding.Domain.Rights;

/// <summary>Whose part it is to certify and to pay money of a source (LIFECYCLE section 7). What names no source is the agency's.</summary>
public static class MoneyRoles
{
    /// <summary>Who certifies it, and orders it to be paid back.</summary>
    public static Role Officer(FundingSource? source) => source == FundingSource.Aci ? Role.AmOfficer : Role.ArsOfficer;

    /// <summary>Who pays it, and receives what is paid back.</summary>
    public static Role Accountant(FundingSource? source) => source == FundingSource.Aci ? Role.AmAccountant : Role.ArsAccountant;
}
