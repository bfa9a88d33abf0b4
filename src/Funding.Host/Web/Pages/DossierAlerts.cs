using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Web.Pages;

/// <summary>What somebody who opens a dossier should see first.</summary>
internal static class DossierAlerts
{
    private const int DaysBeforeDeemedValidation = 15;
    private const int MonthsBeforeBar = 6;

    public static IEnumerable<string> Of(DossierView view, DateOnly today, RuleSettings rules)
    {
        var dossier = view.State;
        if (dossier.Identifiers.Latest.AreMissing) yield return "Ni SIRET ni numéro RNA : l’association bénéficiaire n’est pas identifiée.";
        if (dossier.Phase is Submitted submitted && submitted.DeemedValidatedOn <= today.AddDays(DaysBeforeDeemedValidation))
            yield return $"L’ARS a jusqu’au {French.Of(submitted.DeemedValidatedOn.AddDays(-1))} inclus pour répondre sur le projet de santé.";
        foreach (var late in Deadlines.Of(dossier, rules).Where(deadline => deadline.IsOverdue(today) && deadline.Kind is not (DeadlineKind.Bar or DeadlineKind.DeemedValidation)))
            yield return DeadlineSentences.OfLate(late);
        foreach (var commitment in dossier.Commitments.Values.OrderBy(commitment => commitment.Ref.Id, StringComparer.Ordinal))
            foreach (var alert in Of(commitment, today, rules)) yield return alert;
    }

    private static IEnumerable<string> Of(Commitment commitment, DateOnly today, RuleSettings rules)
    {
        var id = commitment.Ref.Id;
        foreach (var refusal in commitment.LastRefusals.Values.Where(refusal => commitment.Find(refusal.Instalment) is { Certified.IsPositive: false, Outstanding.IsPositive: true }))
            yield return $"Paiement de l’échéance {refusal.Instalment} de {id} refusé le {French.Of(refusal.EffectiveDate)} : une nouvelle certification est attendue.";
        if (commitment.BarredFrom(rules) is { } bar && commitment.Outstanding.IsPositive && bar <= today.AddMonths(MonthsBeforeBar))
            yield return $"{French.Of(commitment.Outstanding)} de {id} seront prescrits le {French.Of(bar)}.";
        foreach (var recovery in commitment.Recoveries.Values.Where(recovery => recovery.Due.IsPositive))
            yield return $"Titre de recette {recovery.Event.RecoveryId} : {French.Of(recovery.Due)} restent dus par la CPTS.";
    }
}
