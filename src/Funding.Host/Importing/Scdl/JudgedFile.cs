namespace Funding.Host.Importing.Scdl;

/// <summary>A published file, read and judged against the schema.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Bad">What is wrong, in order of line.</param>
/// <param name="Remarks">What is no fault and worth a look.</param>
internal sealed record JudgedFile(IReadOnlyList<CsvRow> Rows, IReadOnlyList<ScdlFinding> Bad, IReadOnlyList<ScdlFinding> Remarks)
{
    /// <summary>Reads a file. The cells of known columns are judged also when others are missing: who mends a file mends it once.</summary>
    public static JudgedFile Of(byte[] file)
    {
        var (columns, rows, unread) = CsvFile.Read(file, CsvFile.Twice);
        var bad = unread.Select(row => new ScdlFinding(row.Line, null, row.Reason)).ToList();
        if (columns.Count == 0) return new([], bad, []);
        bad.AddRange(ScdlColumns.Faults(columns));
        bad.AddRange(rows.SelectMany(row => ScdlCells.Faults(row, columns.ToHashSet(StringComparer.Ordinal))));
        return new(rows, [.. bad.OrderBy(fault => fault.Line)], [.. ScdlColumns.Remarks(columns), .. rows.SelectMany(ScdlCells.Remarks)]);
    }
}
