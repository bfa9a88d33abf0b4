namespace Funding.Domain.Notifying;

/// <summary>What people are told about (LIFECYCLE section 8): what an act causes, and what the calendar reminds of.</summary>
public enum NoticeKind
{
    /// <summary>A health project was submitted: the agency has two months.</summary>
    HealthProjectSubmitted,

    /// <summary>The two months of the agency are nearly over: without an answer the project is deemed validated (R13).</summary>
    DeemedValidationNear,

    /// <summary>A health project is validated, expressly or because the two months went by: the negotiation of the contract can open.</summary>
    HealthProjectValidated,

    /// <summary>A FIR grant was awarded.</summary>
    FirGrantAwarded,

    /// <summary>The forecast day of an instalment comes near.</summary>
    InstalmentDue,

    /// <summary>The forecast day of an instalment is over, and it is not paid.</summary>
    InstalmentOverdue,

    /// <summary>An ACI contract, or a renewal, was signed.</summary>
    AciContractSigned,

    /// <summary>A mission has not started, or is not deployed, in the months that the tariff gives (R21).</summary>
    MissionLate,

    /// <summary>A contract year is over: it is to be assessed (R19).</summary>
    AssessmentDue,

    /// <summary>A contract nears its last day, and no renewal is signed.</summary>
    TermEndNear,

    /// <summary>FIR grants commit at least 80 % of what an envelope authorises.</summary>
    EnvelopeAt80,

    /// <summary>FIR grants commit at least 95 % of what an envelope authorises.</summary>
    EnvelopeAt95,

    /// <summary>Money is to be paid back.</summary>
    RecoveryOrdered,

    /// <summary>An accountant refused a payment.</summary>
    PaymentRefused,

    /// <summary>What is unpaid of a grant is about to be time-barred (R7).</summary>
    BarNear,
}
