using System.Globalization;

namespace Funding.Engine.Reading;

/// <summary>
/// Which entries a figure is the sum of, as conditions by the names that the API and the pages give them: both open their figures
/// by these, so that neither says otherwise than the other. What a figure counts (<c>source</c>, <c>kind</c>) is added by who shows it.
/// </summary>
public static class Openings
{
    /// <summary>The money of a region, or of the nation.</summary>
    public static IReadOnlyList<(string Name, string? Value)> OfFinancing(string? region, FinancingQuery query)
        => [("region", region), ("budgetYear", Number(query.BudgetYear)), ("from", Day(query.From)), ("to", Day(query.To))];

    /// <summary>What grants commit of a FIR envelope, whatever the period: of a region or of all, of a budget year or of all.</summary>
    public static IReadOnlyList<(string Name, string? Value)> OfEnvelope(string? region, int? year)
        => [("region", region), ("budgetYear", Number(year)), ("source", "fir"), ("kind", "committed")];

    /// <summary>The money of a CPTS.</summary>
    public static IReadOnlyList<(string Name, string? Value)> OfDossier(Guid cpts) => [("cpts", cpts.ToString())];

    /// <summary>What was committed to a CPTS on the credit of a budget year.</summary>
    public static IReadOnlyList<(string Name, string? Value)> OfDossier(Guid cpts, int budgetYear) => [.. OfDossier(cpts), ("budgetYear", Number(budgetYear))];

    /// <summary>A commitment.</summary>
    public static IReadOnlyList<(string Name, string? Value)> OfCommitment(Guid cpts, string commitment) => [.. OfDossier(cpts), ("commitment", commitment)];

    /// <summary>An instalment of a commitment: its number, or what stands for it in a template.</summary>
    public static IReadOnlyList<(string Name, string? Value)> OfInstalment(Guid cpts, string commitment, string instalment)
        => [.. OfCommitment(cpts, commitment), ("instalment", instalment)];

    /// <inheritdoc cref="OfInstalment(Guid, string, string)"/>
    public static IReadOnlyList<(string Name, string? Value)> OfInstalment(Guid cpts, string commitment, int? instalment)
        => instalment is { } number ? OfInstalment(cpts, commitment, Number(number)!) : OfCommitment(cpts, commitment);

    /// <summary>A recovery on a commitment: its id, or what stands for it in a template.</summary>
    public static IReadOnlyList<(string Name, string? Value)> OfRecovery(Guid cpts, string commitment, string recovery)
        => [.. OfCommitment(cpts, commitment), ("recovery", recovery)];

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
