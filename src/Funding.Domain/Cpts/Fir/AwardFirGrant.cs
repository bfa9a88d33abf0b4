namespace Funding.Domain.Cpts;

/// <summary>Award a FIR grant (R3, R5, R6).</summary>
/// <remarks>Refusals once well formed, in this order: already-exists, wrong-phase, envelope-missing, envelope-closed, envelope-exceeded, convention-required.</remarks>
/// <param name="Id">Its id, unique in the CPTS; null for a fresh one.</param>
/// <param name="BudgetYear">The year whose envelope pays.</param>
/// <param name="Amount">Euros.</param>
/// <param name="Purpose">What it pays for.</param>
/// <param name="ConventionReference">Number of the convention, or null.</param>
/// <param name="ConventionSignedOn">The day it was signed, or null.</param>
/// <param name="Instalments">At least one; they sum to the amount.</param>
public sealed record AwardFirGrant(
    string? Id, int BudgetYear, Money Amount, string Purpose, string? ConventionReference, DateOnly? ConventionSignedOn,
    Sequence<InstalmentPlan> Instalments) : CptsCommand;

internal static class Awarding
{
    public static Decision Decide(AwardFirGrant command, Dossier dossier, ActContext context)
    {
        var on = context.DateOf(command);
        var convention = GrantRules.ConventionOf(command.ConventionReference, command.ConventionSignedOn);
        if (context.Faults(command, [
            .. GrantRules.Faults(command.Id, command.BudgetYear, command.Amount, command.Purpose, command.Instalments, context),
            .. GrantRules.ConventionFaults(command.ConventionReference, command.ConventionSignedOn, context)]) is { } invalid) return invalid;

        var line = GrantRules.LineOf(command.Id ?? context.FreshId, FundingSource.Fir, command.BudgetYear, dossier, on);
        var asked = new FirGrantAwarded(line, command.Amount, command.Purpose, convention, Planning.Number(command.Instalments)) { EffectiveDate = on };
        return GrantRules.Opening(command, asked.From(command), dossier,
            () => GrantRules.Credit(context, dossier.RegionCode, command.BudgetYear, on, command.Amount)
                ?? GrantRules.NeedsConvention(context, dossier, command.BudgetYear, command.Amount, convention));
    }
}
