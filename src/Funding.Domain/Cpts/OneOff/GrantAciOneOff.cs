namespace Funding.Domain.Cpts;

/// <summary>Grant ACI money outside the lines of a contract (R21).</summary>
/// <remarks>Refusals once well formed, in this order: already-exists, wrong-phase.</remarks>
/// <param name="Id">Its id, unique in the CPTS; null for a fresh one.</param>
/// <param name="BudgetYear">The year whose credit pays.</param>
/// <param name="Amount">Euros.</param>
/// <param name="Purpose">What it pays for.</param>
/// <param name="LegalReference">The text that allows it.</param>
/// <param name="Instalments">At least one; they sum to the amount.</param>
public sealed record GrantAciOneOff(string? Id, int BudgetYear, Money Amount, string Purpose, string LegalReference, Sequence<InstalmentPlan> Instalments) : CptsCommand;

internal static class GrantingOneOff
{
    public static Decision Decide(GrantAciOneOff command, Dossier dossier, ActContext context)
    {
        var on = context.DateOf(command);
        if (context.Faults(command, [
            .. GrantRules.Faults(command.Id, command.BudgetYear, command.Amount, command.Purpose, command.Instalments, context),
            Judging.When(string.IsNullOrWhiteSpace(command.LegalReference), "/legalReference", "Donnez le texte qui fonde ce versement.")]) is { } invalid) return invalid;

        var line = GrantRules.LineOf(command.Id ?? context.FreshId, FundingSource.Aci, command.BudgetYear, dossier, on);
        var asked = new AciOneOffGranted(line, command.Amount, command.Purpose, command.LegalReference, Planning.Number(command.Instalments)) { EffectiveDate = on };
        return GrantRules.Opening(command, asked.From(command), dossier);
    }
}
