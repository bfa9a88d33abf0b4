using System.Diagnostics;
using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>The steps of the public funnel, in order (LIFECYCLE section 3).</summary>
public enum FunnelStep
{
    /// <summary>Letter of intent received (préprojet).</summary>
    Preproject,

    /// <summary>Letter of intent accepted, project being written or judged (LI validée).</summary>
    LetterAccepted,

    /// <summary>Project validated, contract being negotiated (projet validé).</summary>
    ProjectValidated,

    /// <summary>Contract signed, suspended or not (ACI signé).</summary>
    ContractSigned,

    /// <summary>Refused, withdrawn or ended: outside the public funnel.</summary>
    Closed,
}

/// <summary>Which step a phase belongs to.</summary>
public static class FunnelSteps
{
    /// <summary>The step of a phase.</summary>
    public static FunnelStep Of(PhaseName phase) => phase switch
    {
        PhaseName.Intention => FunnelStep.Preproject,
        PhaseName.Project or PhaseName.Submitted => FunnelStep.LetterAccepted,
        PhaseName.Validated or PhaseName.Negotiating => FunnelStep.ProjectValidated,
        PhaseName.Contracted or PhaseName.Suspended => FunnelStep.ContractSigned,
        PhaseName.Ended or PhaseName.Refused or PhaseName.Withdrawn => FunnelStep.Closed,
        _ => throw new UnreachableException(),
    };
}
