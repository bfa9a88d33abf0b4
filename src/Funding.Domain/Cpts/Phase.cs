namespace Funding.Domain.Cpts;

/// <summary>A phase that the dossier entered on a day. Each kind holds only what that phase can have.</summary>
/// <param name="Name">Its public name.</param>
/// <param name="Since">The day it was entered: the date of the act, not of its recording.</param>
public abstract record Phase(PhaseName Name, DateOnly Since)
{
    /// <summary>Whether the dossier is closed: nothing more is certified, what is certified may still be paid.</summary>
    public bool IsClosed => Name.IsClosed();

    /// <summary>Whether it goes when a deemed validation is annulled: that validation, or the negotiation, which is annulled after no other.</summary>
    public bool RestsOnSilence => this is Validated { Deemed: true } or Negotiating;
}

/// <summary>Letter of intent received.</summary>
public sealed record Intention(DateOnly Since) : Phase(PhaseName.Intention, Since);

/// <summary>The health project is being written, or written again after an opposition.</summary>
public sealed record InProject(DateOnly Since) : Phase(PhaseName.Project, Since);

/// <summary>The health project is with the agency.</summary>
/// <param name="Since">The day of the deposit.</param>
/// <param name="DeemedValidatedOn">The day from whose 00:00 on it is deemed validated (R13).</param>
public sealed record Submitted(DateOnly Since, DateOnly DeemedValidatedOn) : Phase(PhaseName.Submitted, Since);

/// <summary>The health project is validated.</summary>
/// <param name="Since">The day of validation: no FIR grant from that day on (R3).</param>
/// <param name="Deemed">Whether by the silence of the agency.</param>
public sealed record Validated(DateOnly Since, bool Deemed) : Phase(PhaseName.Validated, Since);

/// <summary>The first ACI contract is being negotiated (R15).</summary>
public sealed record Negotiating(DateOnly Since) : Phase(PhaseName.Negotiating, Since);

/// <summary>An ACI contract is signed.</summary>
public sealed record Contracted(DateOnly Since) : Phase(PhaseName.Contracted, Since);

/// <summary>The ACI contract is suspended (R20).</summary>
public sealed record ContractSuspended(DateOnly Since) : Phase(PhaseName.Suspended, Since);

/// <summary>The ACI contract is over, and none follows it.</summary>
/// <param name="Since">The first day without a contract.</param>
public sealed record Ended(DateOnly Since) : Phase(PhaseName.Ended, Since);

/// <summary>Letter of intent refused.</summary>
public sealed record LetterRefused(DateOnly Since) : Phase(PhaseName.Refused, Since);

/// <summary>Given up.</summary>
public sealed record Withdrawn(DateOnly Since) : Phase(PhaseName.Withdrawn, Since);
