using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Domain.Cpts;
using Funding.Host.Exporting.Scdl;

namespace Funding.Host.Importing.Scdl;

/// <summary>Judges the cells of a row against the schema, and by the three checks that it names beside: the keys of both SIRET, and one identifier of the beneficiary.</summary>
internal static class ScdlCells
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong, cell by cell.</summary>
    public static IEnumerable<ScdlFinding> Faults(CsvRow row, IReadOnlyCollection<string> columns)
    {
        foreach (var field in ScdlSchema.Fields.Where(field => columns.Contains(field.Name)))
        {
            var reason = row.Optional(field.Name, int.MaxValue) is { } cell ? Fault(field, cell) : field.IsRequired ? "valeur absente" : null;
            if (reason is not null) yield return new(row.Line, field.Name, reason);
        }

        if ((columns.Contains("idBeneficiaire") || columns.Contains("rnaBeneficiaire")) && row.Optional("idBeneficiaire", int.MaxValue) is null && row.Optional("rnaBeneficiaire", int.MaxValue) is null)
            yield return new(row.Line, "idBeneficiaire", "ni SIRET ni numéro RNA du bénéficiaire");
    }

    /// <summary>What the schema lets pass and no calendar does.</summary>
    public static IEnumerable<ScdlFinding> Remarks(CsvRow row)
    {
        if (row.Optional("datesPeriodeVersement", int.MaxValue) is not { } text || !Fits(ScdlSchema.Fields.Single(field => field.Name == "datesPeriodeVersement"), text)) yield break;
        if (Period(text) is not { } period) yield return new(row.Line, "datesPeriodeVersement", $"« {text} » n'est pas une période du calendrier");
        else if (period.To < period.From) yield return new(row.Line, "datesPeriodeVersement", $"la fin de la période précède son début : « {text} »");
    }

    /// <summary>The first and the last day of a period; null when it has a day that does not exist.</summary>
    public static (DateOnly From, DateOnly To)? Period(string text)
    {
        var days = text.Split('/').Select(DayOf).ToList();
        return days.Contains(null) ? null : (days[0]!.Value, days[^1]!.Value);
    }

    private static string? Fault(ScdlField field, string cell) => field switch
    {
        { Type: "date" } when DayOf(cell) is null => $"date attendue sous la forme AAAA-MM-JJ : « {cell} »",
        { Type: "integer" } when !long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => $"nombre entier attendu : « {cell} »",
        { Type: "number" } when Number(cell) is null => $"nombre attendu, les décimales après un point : « {cell} »",
        { Constraints: { } asked } when Number(cell) is { } number && (number < asked.Minimum || number > asked.Maximum)
            => string.Create(CultureInfo.InvariantCulture, $"de {asked.Minimum} à {asked.Maximum} : « {cell} »"),
        { Constraints.Words: { } words } when !words.Contains(cell) => $"« {cell} » ; valeurs admises : {string.Join(", ", words)}",
        { Constraints.MaxLength: { } most } when cell.Length > most => string.Create(CultureInfo.InvariantCulture, $"{cell.Length} caractères ; {most} au plus"),
        { Name: "datesPeriodeVersement" } when !Fits(field, cell) => cell.Contains('_', StringComparison.Ordinal)
            ? $"« {cell} » : le séparateur « _ » est celui du format Etalab v1 ; le schéma veut AAAA-MM-JJ/AAAA-MM-JJ"
            : $"AAAA-MM-JJ ou AAAA-MM-JJ/AAAA-MM-JJ attendu : « {cell} »",
        { Name: "idAttribuant" or "idBeneficiaire" } when !AssociationIdentifiers.IsSiret(cell) => $"SIRET attendu, 14 chiffres dont la clé est juste : « {cell} »",
        _ when !Fits(field, cell) => $"« {cell} » n'a pas la forme demandée ({field.Constraints!.Pattern})",
        _ => null,
    };

    private static bool Fits(ScdlField field, string cell)
        => field.Constraints?.Pattern is not { } pattern || Regex.IsMatch(cell, pattern, RegexOptions.CultureInvariant | RegexOptions.ECMAScript, Patience);

    private static DateOnly? DayOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A number with a decimal point, whatever else the column is.</summary>
    public static decimal? Number(string text)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
