namespace Funding.Domain.Cpts;

/// <summary>Submit the health project (R13).</summary>
public sealed record SubmitHealthProject : CptsCommand;

internal static class Submitting
{
    public static Decision Decide(SubmitHealthProject command, Dossier dossier, ActContext context)
    {
        if (context.Faults(command) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var asked = new HealthProjectSubmitted(DeemedValidationAfter(on, context.Rules.OppositionMonths)) { EffectiveDate = on }.From(command);
        if (Standing(dossier) is { } standing && Judging.IsSame(command, asked with { DeemedValidatedOn = standing.DeemedValidatedOn }, standing)) return Decision.Nothing;
        if (dossier.Phase is not InProject) return Decision.No(dossier.WrongPhaseNow(on));
        return dossier.InOrder(on) is { } early ? Decision.No(early) : Decision.Of(asked);
    }

    /// <summary>24:00 of the day of the same number two months later, or of that month's last day: the next day's 00:00.</summary>
    public static DateOnly DeemedValidationAfter(DateOnly deposit, int months) => deposit.AddMonths(months).AddDays(1);

    /// <summary>The submission that no opposition answered, or null.</summary>
    public static HealthProjectSubmitted? Standing(Dossier dossier) => dossier.LastOpenPhase() is InProject ? null : dossier.Last<HealthProjectSubmitted>();
}
