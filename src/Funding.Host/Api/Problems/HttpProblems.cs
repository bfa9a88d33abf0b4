using Funding.Domain.Refusing;

namespace Funding.Host.Api.Problems;

/// <summary>The problems that no rule raises: of the request as HTTP and JSON, and of the host itself.</summary>
internal static class HttpProblems
{
    public static Problem Unauthenticated { get; } = new(401, "unauthenticated", "Authentification requise", "Présentez un jeton d'accès valide (Authorization: Bearer).");

    public static Problem UnknownRoute { get; } = new(404, "not-found", "Introuvable", "Rien ne se trouve à cette adresse.");

    public static Problem MethodNotAllowed { get; } = new(405, "method-not-allowed", "Méthode non admise", "Cette adresse n'admet pas cette méthode HTTP.");

    public static Problem TooLarge { get; } = new(413, "too-large", "Requête trop volumineuse", "Le corps de la requête dépasse 1 Mio.");

    public static Problem NotJson { get; } = new(415, "unsupported-media-type", "Format non pris en charge", "Le corps est attendu en application/json, encodé en UTF-8.");

    public static Problem Internal { get; } = new(500, "internal-error", "Erreur interne", "Une erreur imprévue est survenue. Transmettez le numéro de corrélation à l'assistance.");

    public static Problem ViewsBehind { get; } = new(503, "views-behind", "Vues en retard", "Les vues ne contiennent pas encore tout ce qui était connu à cet instant : redemandez dans un moment.");

    /// <summary>Not JSON, or not of the shape declared.</summary>
    public static Problem Malformed(params IReadOnlyList<Fault> faults)
        => new(400, "malformed", "Requête mal formée", "La requête n'a pas la forme attendue.") { Errors = faults };

    /// <summary>What stands for a status that the framework set without a word.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        401 => Unauthenticated,
        404 => UnknownRoute,
        405 => MethodNotAllowed,
        413 => TooLarge,
        415 => NotJson,
        >= 500 => Internal with { Status = status },
        _ => new Problem(status, "malformed", "Requête mal formée", "La requête n'a pas la forme attendue."),
    };
}
