namespace Funding.Host.Web.Administration;

/// <summary>The first page of administration.</summary>
public sealed record AdministrationModel
{
    /// <summary>Where it leads, with what is done there; some of it to administrators of the nation alone.</summary>
    internal static IReadOnlyList<(string Address, string Text, string About)> Doors { get; } =
    [
        ("/actes/fir-envelopes", "Notifier une enveloppe FIR", "notification initiale ou complément d’une région et d’un exercice."),
        ("/enveloppes", "Enveloppes", "ce qui a été notifié, et les parts réservées aux CPTS."),
        ("/baremes", "Barèmes de l’ACI", "les montants qui restent à saisir, et leur historique."),
        ("/webhooks", "Webhooks", "les abonnements d’autres systèmes : ouvrir, suspendre, clore, changer le secret."),
        ("/messages-en-echec", "Messages en échec", "envoyer de nouveau, ou écarter."),
        ("/administration/vues", "Vues et travaux", "l’avancement de chaque travail, les alarmes, et la reconstruction des vues depuis le journal."),
        ("/administration/reglages", "Réglages", "les réglages en vigueur de cette installation."),
    ];
}
