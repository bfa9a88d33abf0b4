using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Host.Presentation;

namespace Funding.Host.Web.Pages;

/// <summary>What falls due on a dossier: by law, and by the forecast of its instalments.</summary>
internal static class DossierDeadlines
{
    public static IEnumerable<Deadline> Of(Dossier dossier, RuleSettings rules)
        => FallingDue.Of(dossier, rules).Select(due => new Deadline(due.On, InWords(due, dossier)))
            .Concat(from commitment in dossier.Commitments.Values
                    from instalment in commitment.Instalments
                    where instalment.Outstanding.IsPositive
                    select new Deadline(instalment.DueOn, $"Échéance {instalment.Number} de {commitment.Ref.Id} : {French.Of(instalment.Outstanding)} à verser."))
            .OrderBy(deadline => deadline.On);

    private static string InWords(Due due, Dossier dossier) => due.Kind switch
    {
        DueKind.DeemedValidation => "Sans réponse de l’ARS, le projet de santé est réputé validé.",
        DueKind.Bar => $"Prescription de {French.Of(dossier.Commitments[due.CommitmentId!].Outstanding)} sur {due.CommitmentId} si rien n’est versé.",
        _ => due.Kind.ToString(),
    };
}
