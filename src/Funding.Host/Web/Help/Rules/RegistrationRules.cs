namespace Funding.Host.Web.Help.Rules;

/// <summary>Registration and the letter of intent (R1 and R2), for officers.</summary>
internal static class RegistrationRules
{
    public static IReadOnlyList<HelpRule> All { get; } =
    [
        new(1, "Enregistrer une CPTS et la modifier")
        {
            Says = [
                "Une CPTS a un nom, une région, un département de cette région et un territoire : la liste de ses communes, dont la population est additionnée d’après les données de l’Insee. Une population ne se saisit que si aucune commune n’est donnée.",
                "Une commune peut appartenir à deux CPTS : le recouvrement est accepté et signalé sur les deux dossiers. Le SIRET et le numéro RNA sont contrôlés dans leur forme et leur clé. Tout changement ultérieur (nom, territoire, identifiants, contact) est un acte daté.",
            ],
            Met = "À l’enregistrement d’une lettre d’intention, puis à chaque changement de territoire ou d’identité.",
            Do = [
                "Corrigez chaque champ signalé : toutes les erreurs sont données à la fois.",
                "Vérifiez que les communes sont dans la région, ou dans une région limitrophe.",
            ],
            Assumed = [
                "Les communes d’une région limitrophe sont acceptées ; un réglage permet de les refuser.",
            ],
            Refusals = ["validation"],
            Sources = [
                "code de la santé publique, article L1434-12 (territoire d’action) et article L1434-12-1 (association loi 1901)",
            ],
        },
        new(2, "Accepter ou refuser la lettre d’intention")
        {
            Says = [
                "La lettre d’intention est acceptée ou refusée une seule fois, par l’ARS. L’acceptation ouvre la phase de projet, et avec elle le financement.",
                "Un dossier sans SIRET ni numéro RNA est signalé par une alerte. Si votre région a choisi ce réglage, le versement est refusé tant que l’un des deux manque.",
            ],
            Met = "À la réponse à la lettre d’intention ; au premier versement, si le réglage est actif.",
            Do = [
                "Si la lettre a déjà reçu une réponse, rien n’est à refaire : consultez la chronologie du dossier.",
                "Saisissez le SIRET ou le numéro RNA de l’association avant de payer.",
            ],
            Refusals = ["wrong-phase", "beneficiary-incomplete"],
            Sources = [
                "pratique des ARS (guides régionaux) ; aucun texte national ne fixe cette étape",
            ],
        },
    ];
}
