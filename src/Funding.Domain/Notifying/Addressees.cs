using System.Diagnostics;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;

namespace Funding.Domain.Notifying;

/// <summary>
/// Who is told of what (LIFECYCLE section 8 where it says so; else those who must act, then those whose money or contract it is).
/// Who made the act is told too: a service is several people.
/// </summary>
public static class Addressees
{
    /// <summary>The roles, for money of a source where the notice is about money of one.</summary>
    public static Sequence<Role> Of(NoticeKind kind, FundingSource? source = null) => kind switch
    {
        NoticeKind.HealthProjectSubmitted or NoticeKind.DeemedValidationNear => [Role.ArsOfficer],
        NoticeKind.HealthProjectValidated => [Role.AmOfficer, Role.ArsOfficer, Role.Cpts],
        NoticeKind.FirGrantAwarded => [Role.Cpts, Role.ArsAccountant],
        NoticeKind.InstalmentDue or NoticeKind.InstalmentOverdue => [MoneyRoles.Officer(source), MoneyRoles.Accountant(source)],
        NoticeKind.AciContractSigned => [Role.Cpts, Role.AmOfficer, Role.AmAccountant, Role.ArsOfficer],
        NoticeKind.MissionLate or NoticeKind.AssessmentDue => [Role.AmOfficer, Role.Cpts],
        NoticeKind.TermEndNear => [Role.AmOfficer, Role.ArsOfficer, Role.Cpts],
        NoticeKind.EnvelopeAt80 or NoticeKind.EnvelopeAt95 => [Role.ArsOfficer],
        NoticeKind.RecoveryOrdered => [MoneyRoles.Accountant(source), Role.Cpts],
        NoticeKind.PaymentRefused => [MoneyRoles.Officer(source)],
        NoticeKind.BarNear => [Role.ArsOfficer, Role.Cpts],
        _ => throw new UnreachableException($"Nobody is addressed by {kind}."),
    };
}
