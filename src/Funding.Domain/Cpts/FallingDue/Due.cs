namespace Funding.Domain.Cpts;

/// <summary>What falls due on a dossier by itself, in the order in which two of the same day are recorded.</summary>
public enum DueKind
{
    /// <summary>The two months of the agency end (R13).</summary>
    DeemedValidation,

    /// <summary>Unpaid sums become barred (R7).</summary>
    Bar,

    /// <summary>A year of a contract opens (R17, R18).</summary>
    ContractYear,

    /// <summary>The last contract is over (R17, R20).</summary>
    ContractEnd,
}

/// <summary>Something that the system records at 00:00, legal time of the region, of a day.</summary>
/// <param name="On">The day, which is also the date of the act.</param>
/// <param name="Kind">What falls due.</param>
/// <param name="CommitmentId">The commitment concerned, or null.</param>
public sealed record Due(DateOnly On, DueKind Kind, string? CommitmentId)
{
    /// <summary>The contract concerned; 0 when none is.</summary>
    public int Contract { get; init; }
}
