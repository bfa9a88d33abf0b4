using System.Text.Json;
using Funding.Engine.Erasing;
using Funding.Host.Presentation;

namespace Funding.Host.Cli;

/// <summary>What was erased, in French.</summary>
internal static class ErasureWords
{
    /// <summary>What erasing does not reach, and what to do about it.</summary>
    public const string Remains =
        "Restent à traiter, hors d'atteinte d'ici : les sauvegardes et les fichiers exportés d'avant ; ce que d'autres ont déjà reçu (courriels, webhooks) ; le compte de la personne chez son émetteur ; "
        + "et, dans les fichiers de PostgreSQL, les lignes supprimées, jusqu'à « VACUUM FULL funding.people, funding.sealed_keys, funding.mailboxes, funding.idempotency » (propriétaire de la base), "
        + "et son journal d'écriture (WAL), jusqu'à ce qu'il soit recyclé.";

    /// <summary>Keys and rows, as a list.</summary>
    public static string Of(Erased it)
        => string.Join(", ", it.Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{French.Count(row.Value, "ligne")} de {row.Key} ({Meaning(row.Key)})")
            .Prepend(it.Keys.Count == 0 ? "" : $"{French.Count(it.Keys.Count, "clé")} de textes scellés").Where(part => part.Length > 0)) + ".";

    /// <summary>The certificate as it goes into JSON.</summary>
    public static JsonElement? Json(string? certificate) => certificate is null ? null : JsonSerializer.Deserialize<JsonElement>(certificate);

    private static string Meaning(string table) => table switch
    {
        "people" => "compte et nom",
        "mailboxes" => "adresse électronique",
        "deliveries" => "courriels en attente ou en échec",
        "inbox_marks" or "inbox_reads" => "ce qu'elle a lu",
        "idempotency" => "clés et empreintes de requêtes",
        _ => table,
    };
}
