namespace Funding.Host.Web.Help.Rules;

/// <summary>The transformation fund (R22), for officers.</summary>
internal static class TransformationRules
{
    public static IReadOnlyList<HelpRule> All { get; } =
    [
        new(22, "Financer les coûts de transition")
        {
            Says = [
                "Une subvention du fonds de transformation indique une nature de dépense (coordination, outils numériques, locaux, formation, autre) et une date, depuis l’acceptation de la lettre d’intention jusqu’à 24 mois après le début du premier contrat ACI.",
            ],
            Met = "À l’attribution d’une subvention de transformation.",
            Do = [
                "Vérifiez la date de l’acte et celle du début du premier contrat.",
                "Passé ce délai, la dépense relève du contrat ACI.",
            ],
            Assumed = [
                "Aucun fonds ne porte exactement ce nom : le fonds juridique est une donnée de référence, et les 24 mois sont un choix du logiciel.",
            ],
            Refusals = ["transformation-window-closed"],
            Sources = [
                "rapport IGAS de 2018, recommandation 10 : coûts de transition",
            ],
        },
    ];
}
