namespace Funding.Domain.Cpts;

/// <summary>An event that brings a commitment into being: what the commitment is from then on, whatever its source.</summary>
public interface ICommitmentOpened
{
    /// <summary>Which one, and whose money of which year.</summary>
    CommitmentRef Commitment { get; }

    /// <summary>What it pays for; null for a line of a contract, whose name tells.</summary>
    string? Purpose { get; }

    /// <summary>The convention that it names, or null; money that knows no convention names none.</summary>
    Convention? Convention => null;

    /// <summary>At least one.</summary>
    Sequence<PlannedInstalment> Instalments { get; }
}
