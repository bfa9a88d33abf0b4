using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Oppose the health project (R14).</summary>
/// <remarks>Refusals once well formed, in this order: deadline-passed, wrong-phase, out-of-order.</remarks>
/// <param name="Ground">One of the two grounds that the law knows.</param>
public sealed record OpposeHealthProject(OppositionGround Ground) : CptsCommand;

internal static class Opposing
{
    public static Decision Decide(OpposeHealthProject command, Dossier dossier, ActContext context)
    {
        if (context.Faults(command) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var asked = new HealthProjectOpposed(command.Ground) { EffectiveDate = on }.From(command);
        if (dossier.LastOpenPhase() is InProject && dossier.Last<HealthProjectOpposed>() is { } given && Judging.IsSame(command, asked, given)) return Decision.Nothing;

        var submission = dossier.Last<HealthProjectSubmitted>();
        if (submission is not null && on >= submission.DeemedValidatedOn) return Decision.No(new DeadlinePassed(submission.DeemedValidatedOn));
        var deemed = dossier.Phase is Validated { Deemed: true } or Negotiating && dossier.Phases.Exists(phase => phase is Validated { Deemed: true });
        if (submission is null || !(deemed || dossier.Phase is Submitted)) return Decision.No(dossier.WrongPhaseNow(on));
        if (Judging.InOrder(on, submission.EffectiveDate) is { } early) return Decision.No(early);
        return deemed ? Decision.Of(new DeemedValidationAnnulled { EffectiveDate = on }, asked) : Decision.Of(asked);
    }
}
