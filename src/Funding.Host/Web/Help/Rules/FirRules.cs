namespace Funding.Host.Web.Help.Rules;

/// <summary>FIR grants and envelopes (R3 to R7), for officers.</summary>
internal static class FirRules
{
    public static IReadOnlyList<HelpRule> All { get; } =
    [
        new(3, "Attribuer une subvention FIR à un projet")
        {
            Says = [
                "Le FIR finance la phase de projet : une subvention, ou son augmentation, est datée à partir de l’acceptation de la lettre d’intention et avant la validation du projet de santé, le jour de la validation n’étant pas compris.",
                "La somme des échéances est égale au montant attribué.",
            ],
            Met = "À l’attribution d’une subvention FIR, et à chaque avenant qui l’augmente.",
            Do = [
                "Vérifiez la date de l’acte : c’est elle qui est comparée aux phases, non le jour de saisie.",
                "Après la validation, le financement passe par le contrat ACI ou par le fonds de transformation (R22).",
            ],
            Refusals = ["wrong-phase", "validation"],
            Sources = [
                "rapport IGAS de 2018 sur les CPTS, recommandation 10 : le FIR jusqu’à la validation du projet",
                "code de la santé publique, articles L1435-8 et suivants (FIR)",
            ],
        },
        new(4, "Notifier et compléter une enveloppe FIR")
        {
            Says = [
                "Une enveloppe a une notification initiale et autant de compléments qu’il en arrive, chacun sous sa référence. Le total est égal au fongible plus le sanctuarisé, à 150 € près. Prévention et médico-social sont des parts du fongible ; un complément ne réduit jamais une part protégée.",
                "Les CPTS peuvent engager la part que l’ARS leur réserve ou, à défaut, le fongible hors prévention et médico-social. Cette part ne dépasse pas ce crédit et ne descend pas sous ce qui est déjà engagé.",
            ],
            Met = "À la saisie d’un arrêté de répartition ou d’un complément, et quand l’ARS fixe la part des CPTS.",
            Do = [
                "Reprenez les montants de l’arrêté, en euros.",
                "Avant de réduire la part des CPTS, regardez ce qui est engagé sur l’exercice.",
            ],
            Assumed = [
                "Tolérance de 150 € : les arrêtés sont publiés en milliers d’euros avec une décimale.",
            ],
            Refusals = ["ring-fenced", "envelope-exceeded", "validation"],
            Sources = [
                "code de la santé publique, articles L1435-9 et R1435-25 (crédits fléchés, arrêté annuel)",
                "arrêtés annuels de répartition : 26 mai 2023 ; 2024 (LEGIARTI000050745046)",
            ],
        },
        new(5, "Rester dans l’enveloppe de l’exercice")
        {
            Says = [
                "L’enveloppe de l’exercice doit exister, être ouverte (actes datés de l’année, ou jusqu’au 31 janvier suivant) et couvrir le montant.",
                "La subvention et l’enveloppe changent ensemble : si plusieurs agents engagent au même moment, l’enveloppe n’est jamais dépassée.",
            ],
            Met = "À l’attribution d’une subvention FIR, et à chaque avenant qui l’augmente.",
            Do = [
                "Consultez l’enveloppe de la région : le refus donne le montant demandé et le disponible.",
                "Demandez à un administrateur de saisir la notification ou le complément qui manque.",
                "Si un collègue a engagé avant vous, relisez le disponible puis ajustez le montant.",
            ],
            Assumed = [
                "Une enveloppe reçoit des actes jusqu’au 31 janvier de l’année suivante.",
            ],
            Refusals = ["envelope-missing", "envelope-closed", "envelope-exceeded"],
            Sources = [
                "code de la santé publique, articles L1435-10 et R1435-25",
            ],
        },
        new(6, "Signer une convention au-delà de 23 000 €")
        {
            Says = [
                "Quand les subventions d’une CPTS (FIR et transformation) dépassent ensemble 23 000 € sur un exercice, l’acte qui fait passer le seuil, et les suivants, nomment une convention : sa référence et sa date de signature.",
            ],
            Met = "À l’attribution d’une subvention ou à son augmentation.",
            Do = [
                "Saisissez la référence et la date de la convention signée.",
                "Le seuil se compte par CPTS et par exercice, toutes subventions réunies : le refus donne le total.",
            ],
            Refusals = ["convention-required"],
            Sources = [
                "loi n° 2000-321 du 12 avril 2000, article 10",
                "code de la santé publique, article R1435-30 (contrat pour tout financement du FIR au-delà du seuil)",
            ],
        },
        new(7, "Payer avant la prescription")
        {
            Says = [
                "Une somme FIR impayée le 1er janvier de la quatrième année qui suit sa notification est prescrite : plus rien n’en est certifié ni payé, et le crédit ne revient pas à l’enveloppe.",
                "Le logiciel enregistre la prescription à son instant. Un versement daté d’avant et enregistré après est accepté : il la corrige.",
            ],
            Met = "À la certification ou au versement d’une subvention ancienne ; un rappel est envoyé avant l’échéance.",
            Do = [
                "Surveillez les rappels « reliquat bientôt prescrit ».",
                "Si le versement a bien eu lieu à temps, enregistrez-le à sa date réelle.",
            ],
            Refusals = ["time-barred"],
            Sources = [
                "code de la santé publique, article L1435-10 : prescription au 31 décembre de la troisième année suivant la notification",
            ],
        },
    ];
}
