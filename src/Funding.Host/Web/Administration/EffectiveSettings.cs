using System.Globalization;
using Funding.Domain;
using Funding.Host.Notifications;
using Funding.Host.Presentation;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Web.Administration;

/// <summary>A setting as it is in force.</summary>
/// <param name="Label">What it sets, in French.</param>
/// <param name="Value">Its value in words; of a secret only whether there is one.</param>
/// <param name="Name">What it is set by, or null where nothing sets it.</param>
public sealed record EffectiveSetting(string Label, string Value, string? Name);

/// <summary>The settings in force, without any secret and without addresses of databases, which may hold one.</summary>
internal static class EffectiveSettings
{
    private const string Prefix = FundingSettings.Section + "__";

    public static IReadOnlyList<(string Title, IReadOnlyList<EffectiveSetting> Settings)> Of(FundingSettings it, RuleSettings rules) =>
    [
        ("Règles",
        [
            Set("Refuser de payer une CPTS sans SIRET ni RNA", YesOrNo(rules.RefusePaymentWithoutIdentifiers), "Rules__RefusePaymentWithoutIdentifiers"),
            Set("Admettre des communes de régions voisines", YesOrNo(rules.BorderingCommunes), "Rules__BorderingCommunes"),
            Set("Rappel avant la validation réputée acquise", French.Count(rules.RemindBeforeDeemedValidationDays, "jour"), "Rules__RemindBeforeDeemedValidationDays"),
            Set("Rappel avant une échéance", French.Count(rules.RemindBeforeInstalmentDays, "jour"), "Rules__RemindBeforeInstalmentDays"),
            Set("Rappel avant la fin d’un contrat", $"{rules.RemindBeforeTermEndMonths} mois", "Rules__RemindBeforeTermEndMonths"),
            Set("Rappel avant la prescription", French.Count(rules.RemindBeforeBarDays, "jour"), "Rules__RemindBeforeBarDays"),
            new("Convention obligatoire au-delà de", French.Of(rules.ConventionThreshold), null),
            new("Prescription", French.Count(rules.BarYears, "an"), null),
        ]),
        ("Alarmes",
        [
            Set("Événement qui n’est pas encore dans les vues", Seconds(it.Alarms.UnprojectedSeconds), "Alarms__UnprojectedSeconds"),
            Set("Événement qui n’est pas encore scellé", Seconds(it.Alarms.UnsealedSeconds), "Alarms__UnsealedSeconds"),
            Set("Message qui n’est pas encore parti", Seconds(it.Alarms.UnsentSeconds), "Alarms__UnsentSeconds"),
            Set("Messages en échec admis", French.Of(it.Alarms.DeadLetters), "Alarms__DeadLetters"),
        ]),
        ("Envois et conservation",
        [
            Set("Adresse publique des pages", PublicAddress.Of(it), "Notifications__PublicUrl"),
            Set("Un message échoue définitivement après", $"{French.Count(it.Notifications.Retry.MaxAttempts, "essai")}, ou {Hours(it.Notifications.Retry.GiveUpHours)}", "Notifications__Retry__MaxAttempts, __GiveUpHours"),
            Set("Conservation de ce qui est parti ou écarté", French.Count(it.Notifications.RetentionDays, "jour"), "Notifications__RetentionDays"),
            Set("Attente d’un destinataire de webhook", Seconds(it.Notifications.Webhooks.TimeoutSeconds), "Notifications__Webhooks__TimeoutSeconds"),
            Set("L’ancien secret signe encore pendant", Hours(it.Notifications.Webhooks.SecretOverlapHours), "Notifications__Webhooks__SecretOverlapHours"),
            Set("Réseaux privés admis", YesOrNo(it.Notifications.Webhooks.AllowPrivateNetworks), "Notifications__Webhooks__AllowPrivateNetworks"),
            Set("Clé de chiffrement des secrets", Given(it.Notifications.Webhooks.SecretsKey), "Notifications__Webhooks__SecretsKey"),
        ]),
        ("Courrier électronique",
        [
            Set("Serveur", it.Notifications.Smtp.Host ?? "aucun : aucun courriel ne part", "Notifications__Smtp__Host"),
            Set("Chiffrement", it.Notifications.Smtp.Security, "Notifications__Smtp__Security"),
            Set("Expéditeur", it.Notifications.Smtp.From ?? "aucun", "Notifications__Smtp__From"),
            Set("Compte", Given(it.Notifications.Smtp.User), "Notifications__Smtp__User"),
            Set("Mot de passe", Given(it.Notifications.Smtp.Password), "Notifications__Smtp__Password"),
        ]),
        ("Registre et base",
        [
            Set("Empreintes écrites hors de la base", it.Ledger.Folder ?? "dans le dossier de l’hôte", "Ledger__Folder"),
            Set("Temps entre deux empreintes, au moins", Seconds(it.Ledger.SignSeconds), "Ledger__SignSeconds"),
            Set("Base de données", it.ConnectionString is null ? "serveur embarqué" : "serveur externe", "ConnectionString"),
            Set("Moteur", it.Engine, "Engine"),
        ]),
        ("Connexion",
        [
            Set("Fournisseur d’identité", it.UsesLocalIssuer() ? "local, sur cette machine seulement" : it.Auth.Authority!, "Auth__Authority"),
            Set("Une session inactive finit après", $"{it.Auth.Pages.IdleMinutes} minutes", "Auth__Pages__IdleMinutes"),
            Set("Une session finit au plus tard après", Hours(it.Auth.Pages.LongestHours), "Auth__Pages__LongestHours"),
        ]),
    ];

    private static EffectiveSetting Set(string label, string value, string name) => new(label, value, Prefix + name);

    private static string YesOrNo(bool value) => value ? "oui" : "non";

    private static string Given(string? secret) => string.IsNullOrEmpty(secret) ? "non défini" : "défini";

    private static string Seconds(double seconds) => $"{seconds.ToString("0.###", CultureInfo.GetCultureInfo("fr-FR"))} s";

    private static string Hours(double hours) => $"{hours.ToString("0.###", CultureInfo.GetCultureInfo("fr-FR"))} h";
}
