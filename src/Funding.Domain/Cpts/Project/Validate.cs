namespace Funding.Domain.Cpts;

/// <summary>Validate the health project explicitly (R14).</summary>
public sealed record ValidateHealthProject : CptsCommand;

internal static class Validating
{
    public static Decision Decide(ValidateHealthProject command, Dossier dossier, ActContext context)
    {
        if (context.Faults(command) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var asked = new HealthProjectValidated { EffectiveDate = on }.From(command);
        if (dossier.Phases.Exists(phase => phase is Validated { Deemed: true })) return Decision.Nothing;
        if (dossier.Last<HealthProjectValidated>() is { } given && Judging.IsSame(command, asked, given)) return Decision.Nothing;
        if (dossier.Phase is not Submitted) return Decision.No(dossier.WrongPhaseNow(on));
        return dossier.InOrder(on) is { } early ? Decision.No(early) : Decision.Of(asked);
    }
}
