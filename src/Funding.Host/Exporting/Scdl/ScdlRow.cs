using System.Globalization;
using Funding.Domain.Cpts;
using Funding.Host.Presentation;

namespace Funding.Host.Exporting.Scdl;

/// <summary>A convention as a row of the schema. What the record does not know stays empty: it is never guessed.</summary>
internal static class ScdlRow
{
    private const int LongestText = 256;

    /// <summary>Why it cannot be a row, in French; nothing when it can.</summary>
    public static IEnumerable<string> Obstacles(GrantConvention it, Grantor grantor)
    {
        var identifiers = it.Cpts.State.Identifiers.Latest;
        if (grantor.Siret is null)
            yield return $"Le SIRET de l'attribuant ({grantor.Name}) n'est pas réglé, ou sa clé est fausse : Funding__Scdl__Grantors__{it.Cpts.State.RegionCode}__Siret.";
        if (identifiers.AreMissing) yield return "Ni SIRET ni numéro RNA du bénéficiaire ne sont connus.";
        else if (identifiers.Siret is null && RnaOf(identifiers) is null) yield return $"Le schéma n'admet pas le numéro RNA {identifiers.Rna} (W et neuf chiffres), et le SIRET du bénéficiaire n'est pas connu.";
    }

    /// <summary>The cells, in the order of the schema.</summary>
    /// <param name="it">The convention.</param>
    /// <param name="grantor">Who grants, with a SIRET.</param>
    /// <param name="day">The last day that the file covers.</param>
    public static string[] Cells(GrantConvention it, Grantor grantor, DateOnly day)
    {
        var cells = Known(it, grantor, day);
        return [.. ScdlSchema.Fields.Select(field => cells.GetValueOrDefault(field.Name, ""))];
    }

    private static Dictionary<string, string> Known(GrantConvention it, Grantor grantor, DateOnly day)
    {
        var identifiers = it.Cpts.State.Identifiers.Latest;
        var instalments = it.Instalments;
        var isMultiYear = it.BudgetYears.Count > 1;
        return new(StringComparer.Ordinal)
        {
            ["idSubvention"] = $"{it.Cpts.Id:D}/{it.Reference}",
            ["nomAttribuant"] = grantor.Name,
            ["idAttribuant"] = grantor.Siret!,
            ["nomServiceInstructeur"] = grantor.Name,
            ["idServiceInstructeur"] = grantor.Siret!,
            ["nomBeneficiaire"] = it.Cpts.State.Name.Latest,
            ["idBeneficiaire"] = identifiers.Siret ?? "",
            ["rnaBeneficiaire"] = RnaOf(identifiers) ?? "",
            ["exerciceBudgetaire"] = Text(it.BudgetYear),
            ["pluriannualite"] = isMultiYear ? "oui" : "non",
            ["anneesPluriannualite"] = isMultiYear ? string.Join(" - ", it.BudgetYears.Select(Text)) : "",
            ["dateDecision"] = Text(it.Grants[0].Award.EffectiveDate),
            ["dateConvention"] = Text(it.SignedOn),
            ["referenceDecision"] = it.Reference,
            ["dispositif"] = string.Join(" ; ", it.Grants.Select(grant => grant.Ref.Source).Distinct().Order().Select(ProgrammeOf)),
            ["sousDispositif"] = "Communautés professionnelles territoriales de santé (CPTS)",
            ["statutLabel"] = "attribuée",
            ["objet"] = Short(string.Join(" ; ", it.Grants.Select(CommitmentNames.Of).Distinct(StringComparer.Ordinal))),
            ["nature"] = "aide en numéraire",
            ["montant"] = it.Amount.ToString(),
            ["cléVersement"] = string.Join(',', it.Grants.Select(grant => grant.Ref.Id)),
            ["conditionsVersement"] = instalments.Count == 1 ? "unique" : "échelonné",
            ["descriptionConditionsVersement"] = Short(string.Join(" ; ", instalments.Select(Described))),
            ["datesPeriodeVersement"] = Period(instalments[0].DueOn, instalments[^1].DueOn),
            ["notificationUE"] = "non",
            ["pourcentageSubvention"] = "1",
            ["dateMiseAJour"] = Text(day),
        };
    }

    private static string? RnaOf(Identifiers identifiers) => identifiers.Rna is { } rna && rna.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 ? rna : null;

    private static string ProgrammeOf(FundingSource source) => source == FundingSource.Fir ? "Fonds d'intervention régional (FIR)" : "Fonds de transformation";

    private static string Described(Instalment part) => $"{Labels.Of(part.Kind)} : {part.Amount} euros, à verser le {Text(part.DueOn)}";

    private static string Period(DateOnly first, DateOnly last) => first == last ? Text(first) : $"{Text(first)}/{Text(last)}";

    /// <summary>At most as long as the schema allows, cut at a character and told to be cut.</summary>
    private static string Short(string text)
        => text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 2]) ? LongestText - 2 : LongestText - 1)] + "…";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
