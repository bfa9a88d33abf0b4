using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>A phase that a CPTS entered.</summary>
/// <param name="Phase">Which one.</param>
/// <param name="Since">The date of the act.</param>
/// <param name="Deemed">For a validation: by the silence of the agency (R13).</param>
public sealed record PhaseEntered(PhaseName Phase, DateOnly Since, bool Deemed = false);

/// <summary>The phases that a CPTS went through, in the order of their dates, as known at some moment: an annulled validation is not among them.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="RegionCode">INSEE code of its region.</param>
/// <param name="Phases">At least one.</param>
public sealed record CptsPath(Guid Cpts, string RegionCode, IReadOnlyList<PhaseEntered> Phases)
{
    /// <summary>The validation of its health project that stands, or null.</summary>
    public PhaseEntered? Validation => ValidationAt() is { } at ? Phases[at] : null;

    /// <summary>The day of a milestone, or null when it is not reached.</summary>
    public DateOnly? On(Milestone milestone) => milestone switch
    {
        Milestone.LetterAccepted => First(PhaseName.Project),
        Milestone.Submitted => First(PhaseName.Submitted),
        Milestone.SubmittedForValidation => Judged(),
        Milestone.Validated => Validation?.Since,
        Milestone.NegotiationOpened => First(PhaseName.Negotiating, ValidationAt() ?? 0),
        Milestone.Signed => First(PhaseName.Contracted),
        _ => null,
    };

    /// <summary>The step of the funnel on a day; null before the registration.</summary>
    public FunnelStep? StepOn(DateOnly day)
    {
        for (var i = Phases.Count - 1; i >= 0; i--)
            if (Phases[i].Since <= day) return FunnelSteps.Of(Phases[i].Phase);
        return null;
    }

    /// <summary>The steps that it entered, each on its day: a phase of the step that it was in already enters none.</summary>
    public IEnumerable<(FunnelStep Step, DateOnly On)> StepsEntered()
    {
        FunnelStep? before = null;
        foreach (var phase in Phases)
        {
            var step = FunnelSteps.Of(phase.Phase);
            if (step != before) yield return (step, phase.Since);
            before = step;
        }
    }

    private DateOnly? First(PhaseName phase, int from = 0) => Phases.Skip(from).FirstOrDefault(it => it.Phase == phase)?.Since;

    /// <summary>Of several submissions, the one that was validated: the others were opposed.</summary>
    private DateOnly? Judged() => ValidationAt() is { } at ? Phases.Take(at).LastOrDefault(it => it.Phase == PhaseName.Submitted)?.Since : null;

    private int? ValidationAt()
    {
        for (var i = Phases.Count - 1; i >= 0; i--)
            if (Phases[i].Phase == PhaseName.Validated) return i;
        return null;
    }
}

/// <summary>A day that counts in the life of a dossier.</summary>
public enum Milestone
{
    /// <summary>The letter of intent was accepted.</summary>
    LetterAccepted,

    /// <summary>The health project was submitted for the first time.</summary>
    Submitted,

    /// <summary>The health project was submitted as it was validated later, after as many oppositions as there were.</summary>
    SubmittedForValidation,

    /// <summary>The health project was validated, explicitly or by silence.</summary>
    Validated,

    /// <summary>The negotiation of the contract was opened.</summary>
    NegotiationOpened,

    /// <summary>The first contract was signed.</summary>
    Signed,
}
