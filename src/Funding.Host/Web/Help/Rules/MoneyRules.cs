namespace Funding.Host.Web.Help.Rules;

/// <summary>Every commitment (R8 to R12), for officers.</summary>
internal static class MoneyRules
{
    public static IReadOnlyList<HelpRule> All { get; } =
    [
        new(8, "Ne jamais dépasser l’étape précédente")
        {
            Says = [
                "Pour chaque échéance : le certifié ne dépasse pas le montant, le versé ne dépasse pas le certifié. Pour chaque engagement : les titres de recette ne dépassent pas ce qui est versé. Pour chaque titre : l’encaissé et la remise ne dépassent pas le montant du titre.",
            ],
            Met = "À la certification, au versement, à l’ordre de recouvrement, à l’encaissement et à la remise.",
            Do = [
                "Le refus donne le montant demandé et celui qui reste possible : ajustez, ou vérifiez qu’un acte n’a pas déjà été enregistré.",
            ],
            Refusals = ["over-certified", "over-paid", "over-recovered", "over-received"],
            Sources = [
                "décret n° 2012-1246 du 7 novembre 2012 (GBCP) : séparation de l’ordonnateur et du comptable",
            ],
        },
        new(9, "Modifier un engagement par avenant")
        {
            Says = [
                "Un avenant fixe un nouveau montant, au moins égal à ce qui est certifié ou prescrit. Sans nouvel échéancier, une hausse va à la dernière échéance non certifiée, ou en ouvre une ; une baisse prend l’argent non certifié en commençant par la dernière échéance.",
                "Une échéance garde son numéro et au moins son montant certifié.",
            ],
            Met = "À l’enregistrement d’un avenant à une subvention.",
            Do = [
                "Pour descendre plus bas, annulez d’abord les certifications impayées (R12), puis enregistrez l’avenant.",
            ],
            Refusals = ["below-certified"],
        },
        new(10, "Annuler ou réduire un engagement")
        {
            Says = [
                "Annuler libère ce qui n’est ni certifié ni prescrit. Une réduction décidée par une règle (évaluation, résiliation) libère d’abord le non-certifié, puis annule les certifications impayées ; ce qui est payé reste engagé, et l’excédent devient un ordre de recouvrement dans le même acte.",
                "L’engagé est donc toujours au moins égal au certifié, et le certifié au versé.",
            ],
            Met = "À l’annulation d’une subvention, à l’évaluation d’une année, à un avenant et à la résiliation.",
            Do = [
                "Rien n’est à faire : l’aperçu de l’acte montre ce qui est libéré et ce qui sera à recouvrer.",
            ],
        },
        new(11, "Séparer les tâches (quatre yeux)")
        {
            Says = [
                "Qui a attribué, signé, démarré, évalué ou certifié une somme ne peut pas la payer. Qui a ordonné un recouvrement ne peut ni l’encaisser ni en faire remise. Qui a fait un acte ne peut pas l’annuler.",
                "Chaque versement porte une référence de paiement, unique dans la CPTS.",
            ],
            Met = "Au versement, à l’encaissement, à la remise et à l’annulation d’un acte.",
            Do = [
                "Confiez l’acte à une autre personne qui a le rôle nécessaire.",
                "Si la référence de paiement existe déjà, vérifiez que le versement n’a pas été enregistré deux fois.",
            ],
            Refusals = ["four-eyes", "already-exists"],
            Sources = [
                "décret n° 2012-1246 du 7 novembre 2012 (GBCP)",
                "code de la santé publique, article R1432-56 : le directeur général de l’ARS est ordonnateur",
            ],
        },
        new(12, "Corriger une erreur")
        {
            Says = [
                "Rien n’est jamais modifié ni effacé. Une certification impayée, un versement, un encaissement, un ordre de recouvrement ou une remise enregistrés par erreur sont annulés par un nouvel acte, qui nomme l’acte annulé et donne un motif. Les écritures d’origine y figurent avec le signe contraire.",
                "Ce sur quoi d’autres actes reposent ne s’annule pas avant eux.",
            ],
            Met = "Quand un acte a été enregistré par erreur.",
            Do = [
                "Annulez d’abord les actes les plus récents, puis remontez : le refus dit que d’autres actes reposent sur celui-ci.",
                "L’annulation est faite par une autre personne que l’auteur de l’acte (R11).",
            ],
            Refusals = ["depended-on", "four-eyes"],
        },
    ];
}
