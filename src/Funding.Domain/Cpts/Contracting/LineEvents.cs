using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>A line of a contract opened: a commitment of its own (R18).</summary>
/// <param name="Commitment">Its identity, such as <c>aci-1-y2-access-fixed</c>, and the year in which its contract year opens.</param>
/// <param name="Trace">How its amount comes about.</param>
/// <param name="Instalments">How it is paid; they sum to the amount of the trace.</param>
public sealed record AciLineOpened(CommitmentRef Commitment, CalculationTrace Trace, Sequence<PlannedInstalment> Instalments) : CommitmentEvent(Commitment), ICommitmentOpened
{
    string? ICommitmentOpened.Purpose => null;
}

/// <summary>What is owed on a line changed (R19, R20). What was paid beyond it is ordered for recovery by an event stored with this one.</summary>
/// <param name="Commitment">The line.</param>
/// <param name="Trace">How the new amount comes about.</param>
/// <param name="Changes">What each instalment gains or loses.</param>
/// <param name="Fallen">What is no longer certified, instalment by instalment.</param>
public sealed record AciLineRecalculated(CommitmentRef Commitment, CalculationTrace Trace, Sequence<InstalmentChange> Changes, Sequence<InstalmentSum> Fallen)
    : CommitmentEvent(Commitment);
