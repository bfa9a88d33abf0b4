namespace Funding.Domain.Notifying;

/// <summary>What people are told about (LIFECYCLE section 8), as far as an act causes it.</summary>
public enum NoticeKind
{
    /// <summary>A health project was submitted: the agency has two months.</summary>
    HealthProjectSubmitted,

    /// <summary>A health project is validated, expressly or because the two months went by: the negotiation of the contract can open.</summary>
    HealthProjectValidated,

    /// <summary>A FIR grant was awarded.</summary>
    FirGrantAwarded,

    /// <summary>An ACI contract, or a renewal, was signed.</summary>
    AciContractSigned,

    /// <summary>An accountant refused a payment.</summary>
    PaymentRefused,

    /// <summary>Money is to be paid back.</summary>
    RecoveryOrdered,

    /// <summary>FIR grants commit at least 80 % of what an envelope authorises.</summary>
    EnvelopeAt80,

    /// <summary>FIR grants commit at least 95 % of what an envelope authorises.</summary>
    EnvelopeAt95,
}

/// <summary>Something to be told, written with the decision that causes it. It carries ids, codes and amounts; no name and no free text.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="RegionCode">INSEE code of the region concerned.</param>
public sealed record Notice(NoticeKind Kind, string RegionCode)
{
    /// <summary>The day of the act that causes it.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The commitment concerned, or null.</summary>
    public string? CommitmentId { get; init; }

    /// <summary>The amount concerned in euros, or null.</summary>
    public Money? Amount { get; init; }

    /// <summary>The budget year of the envelope concerned, or null.</summary>
    public int? BudgetYear { get; init; }
}
