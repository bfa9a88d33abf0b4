using System.Globalization;
using Funding.Engine.Ledger;
using Funding.Engine.Naming;
using Funding.Engine.Reading;

namespace Funding.Host.Exporting.Csv;

/// <summary>Financial entries as rows of CSV: the fields and words of LIFECYCLE section 6, as in <c>/audit/entries</c>.</summary>
internal static class EntryCsv
{
    /// <summary>The names of the columns.</summary>
    public static IReadOnlyList<string> Header { get; } =
        ["seq", "event", "recordedAt", "effectiveDate", "cpts", "region", "department", "source", "budgetYear", "commitment", "instalment", "kind", "amount"];

    /// <summary>The cells of an entry.</summary>
    public static string[] Cells(EntryRow it) =>
    [
        Text(it.Position), it.EventId.ToString("D"), LedgerInstant.Text(it.RecordedAt), it.EffectiveDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), it.CptsId.ToString("D"), it.RegionCode, it.DepartmentCode,
        Slug.Of(it.Source), Text(it.BudgetYear), it.CommitmentId, it.Instalment is { } number ? Text(number) : "", Slug.Of(it.Kind), it.Amount.ToString(),
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
