using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;

namespace Funding.Domain.Notifying;

/// <summary>Something to be told, written with the decision that causes it or when its day comes. It carries ids, codes and amounts; no name and no free text.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="RegionCode">INSEE code of the region concerned.</param>
public sealed record Notice(NoticeKind Kind, string RegionCode)
{
    /// <summary>The day of the act that causes it; of a reminder, the day that it is about: last day in time, due date, first day of what the law does by itself.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The last day to act, where that is another day than <see cref="On"/>; else null.</summary>
    public DateOnly? By { get; init; }

    /// <summary>The commitment concerned, or null.</summary>
    public string? CommitmentId { get; init; }

    /// <summary>Whose money that commitment is, or null.</summary>
    public FundingSource? Source { get; init; }

    /// <summary>The number of its instalment, or null.</summary>
    public int? Instalment { get; init; }

    /// <summary>The amount concerned in euros, or null.</summary>
    public Money? Amount { get; init; }

    /// <summary>The budget year of the commitment or of the envelope concerned, or null.</summary>
    public int? BudgetYear { get; init; }

    /// <summary>The contract concerned, or null.</summary>
    public int? Contract { get; init; }

    /// <summary>The contract year concerned, or null.</summary>
    public int? Year { get; init; }

    /// <summary>The mission concerned, or null.</summary>
    public Mission? Mission { get; init; }

    /// <summary>For a line of a contract, what it pays for; else null.</summary>
    public LineKind? Line { get; init; }

    /// <summary>For a mission that is late: true when it started and is not deployed, false when it did not start; else null.</summary>
    public bool? Deployment { get; init; }

    /// <summary>Whom it addresses, within the region, the department or the CPTS concerned.</summary>
    public Sequence<Role> Roles => Addressees.Of(Kind, Source);
}
