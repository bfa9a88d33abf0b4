using Funding.Host.Exporting.Scdl;

namespace Funding.Host.Importing.Scdl;

/// <summary>Judges the columns of a published file against the schema, whose order is free and whose optional columns may be absent.</summary>
internal static class ScdlColumns
{
    private const string Order = "l'ordre des colonnes n'est pas celui de l'arrêté du 17 novembre 2017 (annexe)";

    /// <summary>
    /// Required since version 2.1.1 of September 2024: files of the columns of the order of 2017 lack them, among them the publishers'
    /// own valid example, and cannot be faulted for it.
    /// </summary>
    private static readonly string[] Recent = ["idServiceInstructeur", "descriptionConditionsVersement"];

    /// <summary>The columns of the order of 2017, in its order.</summary>
    private static readonly string[] OfTheOrder =
    [
        "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire", "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE",
        "notificationUE", "pourcentageSubvention",
    ];

    /// <summary>Faults, on line 1.</summary>
    public static IEnumerable<ScdlFinding> Faults(IReadOnlyList<string> columns)
        => ScdlSchema.Fields.Where(field => field.IsRequired && !Recent.Contains(field.Name) && !columns.Contains(field.Name))
            .Select(field => new ScdlFinding(1, field.Name, columns.FirstOrDefault(column => IsNearly(column, field.Name)) is { } near ? $"colonne absente ; « {near} » est sans doute elle" : "colonne absente"));

    /// <summary>What is no fault.</summary>
    public static IEnumerable<ScdlFinding> Remarks(IReadOnlyList<string> columns)
    {
        foreach (var recent in Recent.Except(columns)) yield return new(1, recent, $"colonne absente ; elle est obligatoire depuis la version {ScdlSchema.Version} du schéma");
        foreach (var unknown in columns.Where(column => ScdlSchema.Fields.All(field => field.Name != column))) yield return new(1, unknown, $"colonne inconnue du schéma {ScdlSchema.Version} : elle n'est pas lue");
        var known = columns.Where(OfTheOrder.Contains).ToList();
        if (columns.Count < ScdlSchema.Fields.Count && !known.SequenceEqual(OfTheOrder.Where(known.Contains))) yield return new(1, null, Order);
    }

    private static bool IsNearly(string column, string name) => Bare(column) == Bare(name);

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
