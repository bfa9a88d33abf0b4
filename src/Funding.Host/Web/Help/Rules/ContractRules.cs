namespace Funding.Host.Web.Help.Rules;

/// <summary>The ACI contract (R15 to R21), for officers.</summary>
internal static class ContractRules
{
    public static IReadOnlyList<HelpRule> All { get; } =
    [
        new(15, "Négocier à trois")
        {
            Says = [
                "La négociation s’ouvre sur un projet validé. Chaque proposition est un tour numéroté, avec des conditions complètes ; un nouveau tour efface les accords donnés au précédent. Un contrat, un avenant ou un renouvellement demande l’accord de la CPTS, de la CPAM et de l’ARS sur le dernier tour, et n’est pas daté d’avant le dernier accord.",
                "L’accord d’une partie n’est donné que par elle.",
            ],
            Met = "À l’ouverture de la négociation, à chaque tour et à la signature.",
            Do = [
                "Regardez sur le dossier quelle partie n’a pas encore approuvé le dernier tour.",
                "Si les conditions changent, proposez un nouveau tour et recueillez à nouveau les trois accords.",
            ],
            Refusals = ["wrong-phase", "not-approved", "out-of-order"],
            Sources = [
                "instruction DGOS/DIR/CNAM/2019/218 du 9 octobre 2019 (NOR SSAH1929110J), presse professionnelle",
                "code de la santé publique, article L1434-12-2",
            ],
        },
        new(16, "Respecter le barème")
        {
            Says = [
                "Les conditions sont contrôlées à chaque proposition puis à la signature : un barème en vigueur, la taille que le barème donne à la population à cette date, toutes les missions socles, un fonctionnement et des parts de mission qui ne dépassent pas les montants du barème, et un total sous le plafond de la taille.",
                "Un montant que nulle source ne confirme est « à saisir » : un administrateur l’entre avec sa référence légale.",
            ],
            Met = "À chaque proposition de conditions, à la signature, à l’avenant et au renouvellement.",
            Do = [
                "Comparez les montants proposés au barème, page « Barèmes ».",
                "Si une case du barème est vide, demandez à un administrateur de la saisir avec le texte à l’appui.",
            ],
            Refusals = ["tariff-not-in-force", "missing-core-mission", "tariff-cell-missing", "functioning-exceeded", "mission-exceeded", "ceiling-exceeded"],
            Sources = [
                "accord conventionnel interprofessionnel du 20 juin 2019, arrêté du 21 août 2019 (NOR SSAS1924409A, JO du 24 août 2019)",
                "avenant 2 du 20 décembre 2021 (avis JORFTEXT000045443303)",
                "presse professionnelle pour les montants que les extraits lus du Journal officiel ne donnent pas : chaque case du barème dit sa source",
            ],
        },
        new(17, "Dater le contrat et ses années")
        {
            Says = [
                "Les contrats d’une CPTS sont numérotés à partir de 1. Le contrat commence au plus tôt le jour de la validation du projet et dure cinq ans. Chaque année de contrat s’ouvre à la date anniversaire ; après la dernière, le contrat est terminé, sauf renouvellement.",
            ],
            Met = "À la signature et au renouvellement ; un rappel est envoyé six mois avant le terme.",
            Do = [
                "Vérifiez que la date de début n’est pas antérieure à la validation du projet.",
            ],
            Refusals = ["out-of-order"],
            Sources = [
                "accord conventionnel interprofessionnel du 20 juin 2019, arrêté du 21 août 2019 (NOR SSAS1924409A, JO du 24 août 2019)",
            ],
        },
        new(18, "Savoir ce qui est dû : les lignes ACI")
        {
            Says = [
                "Fonctionnement : la première année du premier contrat, la totalité à la signature ; les autres années, 75 % d’avance à l’anniversaire et le solde à l’anniversaire suivant. Part fixe d’une mission : l’année du démarrage, au prorata des jours jusqu’à l’anniversaire ; les années suivantes, en entier ; toujours 75 % d’avance, puis le solde. Part variable : après l’évaluation, montant annuel au même prorata, multiplié par le taux atteint.",
                "Chaque ligne est arrondie une seule fois, au centime. Le logiciel ouvre les lignes de chaque année à son anniversaire.",
            ],
            Met = "À la signature, au démarrage d’une mission, à chaque anniversaire.",
            Do = [
                "Ouvrez la trace de calcul de la ligne : elle montre les jours, le prorata et l’arrondi.",
                "Une mission ne démarre que si elle figure aux conditions, et pas avant le début du contrat.",
            ],
            Assumed = [
                "Prorata en jours réels ; arrondi au centime le plus proche, le demi-centime en s’éloignant de zéro. Le texte lu ne fixe ni l’un ni l’autre.",
            ],
            Refusals = ["validation", "out-of-order"],
            Sources = [
                "accord conventionnel interprofessionnel du 20 juin 2019, arrêté du 21 août 2019 (NOR SSAS1924409A, JO du 24 août 2019), article 9.1 (avance de 75 %, solde avec la part variable)",
                "rapport du Sénat r25-032 (2025) pour les parts fixes",
            ],
        },
        new(19, "Évaluer une année, modifier le contrat")
        {
            Says = [
                "Le dialogue de gestion d’une année s’enregistre à partir de l’anniversaire qui la clôt, pour exactement les missions démarrées, avec un taux entre 0 et 100 % pour chacune. Les soldes d’une année ne sont ni certifiés ni payés avant son évaluation.",
                "Un avenant prend effet à une date : dans l’année qui la contient, chaque ligne devient la somme des montants en vigueur au prorata de leurs jours. Une hausse va au solde, une baisse en vient, puis suit la règle R10.",
            ],
            Met = "À l’évaluation, à la certification d’un solde et à l’avenant.",
            Do = [
                "Attendez l’anniversaire, ou enregistrez l’évaluation de l’année avant d’en certifier les soldes.",
                "Donnez un taux pour chaque mission démarrée, et pour aucune autre.",
            ],
            Refusals = ["assessment-too-early", "assessment-pending", "validation"],
            Sources = [
                "accord conventionnel interprofessionnel du 20 juin 2019, arrêté du 21 août 2019 (NOR SSAS1924409A, JO du 24 août 2019), article 9.1",
                "rapport du Sénat r25-032 (2025) : indicateurs et dialogue de gestion",
            ],
        },
        new(20, "Suspendre ou résilier le contrat")
        {
            Says = [
                "La suspension ne concerne que l’ACI : les jours courent et les lignes s’ouvrent, mais rien n’est certifié ni payé. La résiliation fixe un dernier jour, compris : chaque ligne de cette année est ramenée à ses jours, les années suivantes ne s’ouvrent pas, et ce qui a été payé en trop devient un ordre de recouvrement (R10).",
                "Les soldes de l’année résiliée n’attendent pas d’évaluation ; ses parts variables ne sont dues que si elle est évaluée.",
            ],
            Met = "À la suspension, à la reprise et à la résiliation ; à toute certification ou tout versement ACI pendant la suspension.",
            Do = [
                "Reprenez le contrat avant de certifier ou de payer.",
                "Avant de résilier, lisez l’aperçu : il montre chaque somme à recouvrer.",
            ],
            Assumed = [
                "La procédure et les délais de résiliation propres à l’ACI CPTS n’ont pas été trouvés : le logiciel n’en impose pas.",
            ],
            Refusals = ["suspended", "wrong-phase"],
            Sources = [
                "presse professionnelle : le contrat peut être résilié si les missions ne sont pas mises en œuvre, et les avances sont alors à rembourser",
            ],
        },
        new(21, "Suivre les délais des missions, verser une aide ponctuelle")
        {
            Says = [
                "Chaque mission démarre et se déploie dans les mois que fixe le barème après la signature (accès aux soins et crises sanitaires : 6 et 18 mois ; parcours et prévention : 12 et 24 mois). Un retard est signalé et ne bloque rien.",
                "Une somme ACI ponctuelle (aide avant signature, crise, démarrage) est un engagement simple, avec sa référence légale, possible dès l’acceptation de la lettre d’intention.",
            ],
            Met = "Sur le dossier, dans les échéances et dans les notifications.",
            Do = [
                "Enregistrez le démarrage ou le déploiement à sa date réelle.",
                "Une mission en retard est à évoquer au dialogue de gestion.",
            ],
            Sources = [
                "accord conventionnel interprofessionnel du 20 juin 2019, arrêté du 21 août 2019 (NOR SSAS1924409A, JO du 24 août 2019)",
                "portail d’accompagnement des professionnels de santé des Hauts-de-France, 30 novembre 2023 (délais des missions)",
            ],
        },
    ];
}
