using Funding.Host.Api.Json;

namespace Funding.Host.Api.Problems;

/// <summary>What each problem type means, at the address that the type is.</summary>
internal static class ProblemTypes
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["malformed"] = "La requête n'est pas du JSON, ou n'a pas la forme attendue (membre inconnu, mauvais type).",
        ["unauthenticated"] = "Aucun jeton d'accès valide n'accompagne la requête.",
        ["not-found"] = "Rien n'existe à cette adresse dans le périmètre de l'appelant.",
        ["forbidden"] = "Le rôle ou le périmètre de l'appelant ne permet pas l'acte.",
        ["four-eyes"] = "La même personne ne peut pas tenir deux rôles sur la même somme.",
        ["version-mismatch"] = "Le dossier a changé depuis la version donnée dans If-Match.",
        ["validation"] = "Des données sont invalides ; elles sont toutes désignées à la fois.",
        ["idempotency-key-reused"] = "La clé d'idempotence a déjà servi à une autre requête.",
        ["in-progress"] = "Trop d'actes simultanés ; rien n'a changé, la requête peut être répétée.",
        ["webhook-closed"] = "L'abonnement est clos, par un administrateur ou par son destinataire (410) ; rien ne le rouvre.",
        ["wrong-phase"] = "La phase de la CPTS, à la date de l'acte, ne le permet pas.",
        ["out-of-order"] = "L'acte est daté avant un acte qu'il doit suivre.",
        ["already-exists"] = "La clé désigne déjà autre chose.",
        ["beneficiary-incomplete"] = "La CPTS n'a ni SIRET ni RNA.",
        ["ring-fenced"] = "Un complément réduirait une part protégée d'une enveloppe.",
        ["envelope-missing"] = "Aucune enveloppe FIR n'est notifiée pour la région et l'exercice.",
        ["envelope-closed"] = "L'enveloppe n'accepte pas d'acte à cette date.",
        ["envelope-exceeded"] = "Le crédit disponible de l'enveloppe ne suffit pas.",
        ["convention-required"] = "Au-delà du seuil annuel, une convention doit être indiquée.",
        ["time-barred"] = "La somme est prescrite.",
        ["over-certified"] = "La certification dépasse l'échéance.",
        ["over-paid"] = "Le versement dépasse ce qui est certifié et impayé.",
        ["over-recovered"] = "L'indu dépasse ce qui est versé et non déjà réclamé.",
        ["over-received"] = "L'encaissement ou la remise dépasse ce qui reste dû.",
        ["below-certified"] = "L'avenant descend sous ce qui est certifié ou prescrit.",
        ["depended-on"] = "Des actes ultérieurs reposent sur l'acte à annuler.",
        ["deadline-passed"] = "Le délai d'opposition est expiré.",
        ["not-approved"] = "Les trois parties n'ont pas toutes approuvé le dernier tour de négociation.",
        ["tariff-not-in-force"] = "Le barème n'est pas en vigueur à la date de l'acte.",
        ["missing-core-mission"] = "Une mission socle du barème manque aux conditions proposées.",
        ["tariff-cell-missing"] = "Un montant du barème n'est confirmé par aucune source : un administrateur doit le saisir avec sa référence légale.",
        ["functioning-exceeded"] = "Le fonctionnement dépasse le montant du barème.",
        ["mission-exceeded"] = "Une part de mission dépasse le montant du barème.",
        ["ceiling-exceeded"] = "Le total dépasse le plafond du barème.",
        ["assessment-too-early"] = "L'année du contrat n'est pas encore close.",
        ["assessment-pending"] = "Le solde attend l'évaluation de son année.",
        ["suspended"] = "Le contrat ACI est suspendu.",
        ["transformation-window-closed"] = "La période que finance le fonds de transformation après le début du premier contrat ACI est passée.",
        ["method-not-allowed"] = "L'adresse n'admet pas cette méthode HTTP.",
        ["too-large"] = "Le corps dépasse 1 Mio.",
        ["unsupported-media-type"] = "Le corps n'est pas en application/json.",
        ["internal-error"] = "Une erreur imprévue est survenue.",
    };

    public static IReadOnlyCollection<string> Slugs => Meanings.Keys;

    /// <summary>What a problem type means, in French; null when there is none of that name.</summary>
    public static string? MeaningOf(string slug) => Meanings.GetValueOrDefault(slug);

    /// <summary>Tells a program what a type means; a browser is led to the page that tells a person.</summary>
    public static IResult Explain(HttpContext http)
        => http.Request.RouteValues["slug"] is string asked && Meanings.ContainsKey(asked) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) ? Results.LocalRedirect($"/aide/refus/{asked}")
            : http.Request.RouteValues["slug"] is string slug && Meanings.TryGetValue(slug, out var meaning)
            ? Results.Json(new { Type = $"/problems/{slug}", Description = meaning }, ApiJson.Options)
            : HttpProblems.UnknownRoute;
}
