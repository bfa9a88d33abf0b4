namespace Funding.Domain.Cpts;

/// <summary>Award a grant of the transformation fund (R6, R22).</summary>
/// <remarks>Refusals once well formed, in this order: already-exists, wrong-phase, convention-required, transformation-window-closed.</remarks>
/// <param name="Id">Its id, unique in the CPTS; null for a fresh one.</param>
/// <param name="BudgetYear">The year whose credit pays; no envelope is drawn on.</param>
/// <param name="Amount">Euros.</param>
/// <param name="Purpose">What it pays for.</param>
/// <param name="CostCategory">The kind of transitional cost.</param>
/// <param name="ConventionReference">Number of the convention, or null.</param>
/// <param name="ConventionSignedOn">The day it was signed, or null.</param>
/// <param name="Instalments">At least one; they sum to the amount.</param>
public sealed record AwardTransformationGrant(
    string? Id, int BudgetYear, Money Amount, string Purpose, CostCategory CostCategory, string? ConventionReference, DateOnly? ConventionSignedOn,
    Sequence<InstalmentPlan> Instalments) : CptsCommand;

internal static class AwardingTransformation
{
    public static Decision Decide(AwardTransformationGrant command, Dossier dossier, ActContext context)
    {
        var on = context.DateOf(command);
        var convention = GrantRules.ConventionOf(command.ConventionReference, command.ConventionSignedOn);
        if (context.Faults(command, [
            .. GrantRules.Faults(command.Id, command.BudgetYear, command.Amount, command.Purpose, command.Instalments, context),
            .. GrantRules.ConventionFaults(command.ConventionReference, command.ConventionSignedOn, context)]) is { } invalid) return invalid;

        var line = GrantRules.LineOf(command.Id ?? context.FreshId, FundingSource.Transformation, command.BudgetYear, dossier, on);
        var asked = new TransformationGrantAwarded(line, command.Amount, command.Purpose, command.CostCategory, convention, Planning.Number(command.Instalments)) { EffectiveDate = on };
        return GrantRules.Opening(command, asked.From(command), dossier,
            () => GrantRules.NeedsConvention(context, dossier, command.BudgetYear, command.Amount, convention)
                ?? TransformationWindow.Refusal(dossier, on, context.Rules));
    }
}
