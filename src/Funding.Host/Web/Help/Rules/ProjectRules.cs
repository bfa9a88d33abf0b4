namespace Funding.Host.Web.Help.Rules;

/// <summary>The health project (R13 and R14), for officers.</summary>
internal static class ProjectRules
{
    public static IReadOnlyList<HelpRule> All { get; } =
    [
        new(13, "Compter les deux mois du projet de santé")
        {
            Says = [
                "Le projet de santé est déposé pendant la phase de projet, par la CPTS ou par l’ARS. Deux mois plus tard, s’il n’y a pas eu d’opposition, il est réputé validé : le délai expire à minuit, à la fin du jour qui porte le numéro du jour du dépôt, ou du dernier jour du mois s’il n’existe pas.",
                "Exemples : déposé le 15 janvier, réputé validé le 16 mars ; déposé le 30 juin, le 31 août ; déposé le 30 décembre, le 1er mars.",
            ],
            Met = "Au dépôt du projet ; un rappel est envoyé quinze jours avant l’échéance.",
            Do = [
                "Répondez avant la date affichée sur le dossier : le délai court en heure légale de la région.",
            ],
            Assumed = [
                "Une demande de pièces ne suspend pas le délai : aucun texte lu ne le prévoit.",
            ],
            Refusals = ["wrong-phase"],
            Sources = [
                "code de la santé publique, article L1434-12 : le projet est réputé validé, sauf opposition du directeur général de l’ARS dans les deux mois",
            ],
        },
        new(14, "S’opposer au projet, ou le valider")
        {
            Says = [
                "L’opposition est datée d’avant l’échéance des deux mois, pour l’un des deux motifs de la loi : le projet n’est pas conforme aux objectifs du projet régional de santé, ou le territoire n’est pas pertinent. Le dossier revient alors en phase de projet.",
                "Une opposition prise à temps mais enregistrée en retard annule la validation réputée acquise, tant qu’aucun contrat n’est signé. Une validation expresse, à temps, arrête le délai.",
            ],
            Met = "À l’enregistrement d’une opposition ou d’une validation.",
            Do = [
                "Vérifiez la date de la décision : c’est elle qui compte, non le jour de saisie.",
                "Après l’échéance, ou après la signature d’un contrat, l’opposition n’est plus possible.",
            ],
            Refusals = ["validation", "deadline-passed", "wrong-phase"],
            Sources = [
                "code de la santé publique, article L1434-12",
            ],
        },
    ];
}
