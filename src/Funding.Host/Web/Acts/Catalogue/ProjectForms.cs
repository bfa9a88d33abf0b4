using Funding.Domain.Cpts;
using Funding.Host.Presentation;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts.Catalogue;

/// <summary>The health project and the withdrawal (R13, R14).</summary>
internal static class ProjectForms
{
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new("cpts/{id}/health-project", "Déposer le projet de santé", "R13")
        {
            Lead = "Les deux mois de l’ARS courent depuis la date du dépôt ; sans réponse, le projet est réputé validé.",
            IsTimely = it => it.Dossier.Phase is InProject,
        },
        new("cpts/{id}/health-project/validation", "Valider le projet de santé", "R14")
        {
            Lead = "Plus aucune subvention FIR ne peut être attribuée à partir de cette date ; la négociation du contrat ACI peut s’ouvrir.",
            IsTimely = it => it.Dossier.Phase is Submitted,
        },
        new("cpts/{id}/health-project/opposition", "S’opposer au projet de santé", "R14")
        {
            Lead = "La CPTS revient en phase projet. Enregistrée en retard mais datée dans le délai, l’opposition annule la validation tacite tant qu’aucun contrat n’est signé.",
            Inputs = [new ChoiceInput("ground", "Motif d’opposition", _ => Options.Of<OppositionGround>(Labels.Of)) { IsRequired = true }],
            IsTimely = it => it.Dossier.Phase is Submitted or Validated { Deemed: true },
        },
        new("cpts/{id}/withdrawal", "Enregistrer l’abandon", "R14")
        {
            Lead = "Le dossier est clos ; ce qui n’est pas certifié est dégagé.",
            Inputs = [CommonInputs.Reason],
            IsTimely = it => it.Dossier.Phase is Intention or InProject or Submitted or Validated or Negotiating,
        },
    ];
}
