using Funding.Domain.Aci;

namespace Funding.Domain.Views;

/// <summary>What is to be done, or happens by itself, by a day.</summary>
public enum DeadlineKind
{
    /// <summary>Without an answer of the agency the health project is deemed validated (R13).</summary>
    DeemedValidation,

    /// <summary>An instalment is due by its forecast.</summary>
    Instalment,

    /// <summary>A mission is to start (R21).</summary>
    MissionStart,

    /// <summary>A mission is to be deployed (R21).</summary>
    MissionDeployment,

    /// <summary>A contract year is over and to be assessed (R19).</summary>
    Assessment,

    /// <summary>The last day of a contract that nothing follows yet.</summary>
    TermEnd,

    /// <summary>Unpaid sums become barred (R7).</summary>
    Bar,
}

/// <summary>A deadline of a dossier, as far as its acts tell.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="On">The day: for what the law does by itself, the first day on which it is so; for what people do, the last day in time.</param>
public sealed record Deadline(DeadlineKind Kind, DateOnly On)
{
    /// <summary>The commitment concerned, or null.</summary>
    public string? CommitmentId { get; init; }

    /// <summary>For a line of a contract, what it pays for; else null.</summary>
    public LineKind? Line { get; init; }

    /// <summary>The number of its instalment, or null.</summary>
    public int? Instalment { get; init; }

    /// <summary>The euros at stake, or null.</summary>
    public Money? Amount { get; init; }

    /// <summary>The contract concerned, or null.</summary>
    public int? Contract { get; init; }

    /// <summary>The contract year concerned, or null.</summary>
    public int? Year { get; init; }

    /// <summary>The mission concerned, or null.</summary>
    public Mission? Mission { get; init; }

    /// <summary>A balance that waits for the assessment of its year: it is never overdue till then (R19).</summary>
    public bool AwaitsAssessment { get; init; }

    /// <summary>Whether it is late on a day.</summary>
    public bool IsOverdue(DateOnly today) => On < today && !AwaitsAssessment;
}
