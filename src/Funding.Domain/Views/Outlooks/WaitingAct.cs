using System.Collections.Immutable;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;

namespace Funding.Domain.Views;

/// <summary>What somebody is to do, in the order of a dossier's life.</summary>
public enum WaitingKind
{
    /// <summary>Accept or refuse the letter of intent (R2).</summary>
    Letter,

    /// <summary>Write and submit the health project (R13).</summary>
    ProjectToSubmit,

    /// <summary>Validate or oppose the health project before it is deemed validated (R13, R14).</summary>
    ProjectToAnswer,

    /// <summary>Open the negotiation of the first contract (R15).</summary>
    Negotiation,

    /// <summary>Propose terms: the negotiation is open and no round is (R15).</summary>
    Proposal,

    /// <summary>Approve the open round, for a party that has not (R15).</summary>
    Approval,

    /// <summary>Sign what all three parties approved (R15, R17, R19).</summary>
    Signature,

    /// <summary>Start a mission (R21).</summary>
    MissionStart,

    /// <summary>Deploy a mission (R21).</summary>
    MissionDeployment,

    /// <summary>Assess a contract year that is over (R19).</summary>
    Assessment,

    /// <summary>Certify an instalment (R8).</summary>
    Certification,

    /// <summary>Certify again, or not, what an accountant refused to pay (R8).</summary>
    Recertification,

    /// <summary>Pay what is certified, or refuse to (R8, R11).</summary>
    Payment,

    /// <summary>Receive what is to be paid back, or give it up (R8, R11).</summary>
    Receipt,

    /// <summary>Renew a contract, or let it end (R15, R17).</summary>
    Renewal,
}

/// <summary>An act that waits for somebody, as far as the acts of the dossier tell.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Role">Whose it is (LIFECYCLE section 7).</param>
/// <param name="From">The first day on which it is asked.</param>
public sealed record WaitingAct(WaitingKind Kind, Role Role, DateOnly From)
{
    /// <summary>The last day in time; null when no day is set.</summary>
    public DateOnly? By { get; init; }

    /// <summary>The euros at stake, or null. For a round, what its terms come to in a year at most.</summary>
    public Money? Amount { get; init; }

    /// <summary>Whose money it is, or null.</summary>
    public FundingSource? Source { get; init; }

    /// <summary>The commitment, or null.</summary>
    public string? CommitmentId { get; init; }

    /// <summary>For a line of a contract, what it pays for; else null.</summary>
    public LineKind? Line { get; init; }

    /// <summary>The number of its instalment, or null.</summary>
    public int? Instalment { get; init; }

    /// <summary>The recovery, or null.</summary>
    public string? RecoveryId { get; init; }

    /// <summary>The contract, or null.</summary>
    public int? Contract { get; init; }

    /// <summary>The contract year, or null.</summary>
    public int? Year { get; init; }

    /// <summary>The mission, or null.</summary>
    public Mission? Mission { get; init; }

    /// <summary>The round, or null.</summary>
    public int? Round { get; init; }

    /// <summary>Of a round, the parties that have not approved it.</summary>
    public Sequence<Party> Missing { get; init; } = [];

    /// <summary>The last to certify what is to be paid, or null.</summary>
    public PersonId? CertifiedBy { get; init; }

    /// <summary>Who may not do it, whatever their role: they had a part in what it rests on (R11).</summary>
    public ImmutableHashSet<PersonId> Excluded { get; init; } = [];

    /// <summary>The day it stands under: the last in time where there is one, else the first on which it is asked.</summary>
    public DateOnly Day => By ?? From;

    /// <summary>Whether it is asked on a day.</summary>
    public bool IsAsked(DateOnly today) => From <= today;

    /// <summary>Whether it is late on a day.</summary>
    public bool IsLate(DateOnly today) => By < today;
}
