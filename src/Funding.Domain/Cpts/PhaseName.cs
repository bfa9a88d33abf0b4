namespace Funding.Domain.Cpts;

/// <summary>The phases of a CPTS, in the order of its life (LIFECYCLE section 3).</summary>
public enum PhaseName
{
    /// <summary>Letter of intent received (préprojet).</summary>
    Intention,

    /// <summary>Letter accepted: the health project is being written (LI validée).</summary>
    Project,

    /// <summary>Health project submitted: the two months run (LI validée).</summary>
    Submitted,

    /// <summary>Health project validated, or deemed so (projet validé).</summary>
    Validated,

    /// <summary>ACI contract under negotiation (projet validé).</summary>
    Negotiating,

    /// <summary>ACI contract in force (ACI signé).</summary>
    Contracted,

    /// <summary>ACI contract suspended (ACI signé).</summary>
    Suspended,

    /// <summary>Contract over.</summary>
    Ended,

    /// <summary>Letter of intent refused.</summary>
    Refused,

    /// <summary>Given up before any contract.</summary>
    Withdrawn,
}

/// <summary>What a phase's name alone tells.</summary>
public static class PhaseNames
{
    /// <summary>Whether a CPTS in this phase is closed, and so no longer active.</summary>
    public static bool IsClosed(this PhaseName name) => name is PhaseName.Refused or PhaseName.Withdrawn or PhaseName.Ended;
}
