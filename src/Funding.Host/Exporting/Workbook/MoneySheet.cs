using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Exporting.Workbook;

/// <summary>A line of a money sheet: what begins it, and its figures.</summary>
/// <param name="Start">Writes the columns A to E.</param>
/// <param name="Source">Whose money.</param>
/// <param name="Totals">The figures.</param>
/// <param name="From">The sheet and the row that they are taken from; null when they are this sheet's own.</param>
internal sealed record MoneyLine(Action<SheetBuilder> Start, FundingSource Source, Totals Totals, (string Sheet, uint Row)? From = null);

/// <summary>
/// The layout that the nation and the regions share: figures in the columns G to O, above them the sums by source and the total. Sums
/// are formulas over the lines below, or figures where there are no lines.
/// </summary>
internal static class MoneySheet
{
    /// <summary>The rows of the sums by source.</summary>
    public const uint FirstSum = 5;

    private const uint TotalRow = FirstSum + 3;

    /// <summary>The row of the first line, when so many rows, blank ones counted, come between the total and the blank row before the lines.</summary>
    public static uint FirstLine(uint between) => TotalRow + between + 3;

    private static readonly (char Column, string Name, Func<Totals, Money> Of, string? Formula)[] Figures =
    [
        ('G', "Engagé", it => it.Committed, null), ('H', "Certifié", it => it.Certified, null), ('I', "Payé", it => it.Paid, null), ('J', "Prescrit", it => it.Barred, null),
        ('K', "Reste à payer", it => it.Outstanding, "G{0}-I{0}-J{0}"), ('L', "Indu ordonné", it => it.RecoveryOrdered, null), ('M', "Recouvré", it => it.Recovered, null),
        ('N', "Remise", it => it.Waived, null), ('O', "Payé net", it => it.NetPaid, "I{0}-M{0}"),
    ];

    /// <summary>Title, sums by source and total; the row after is the caller's.</summary>
    /// <param name="sheet">A sheet without rows.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="subtitle">The year and the moment, in words.</param>
    /// <param name="sums">The sums by source.</param>
    /// <param name="lines">First and last row of the lines that they sum; null when there are none.</param>
    public static void Sums(SheetBuilder sheet, string title, string subtitle, IReadOnlyDictionary<FundingSource, Totals> sums, (uint First, uint Last)? lines)
    {
        sheet.Widths(('A', 38), ('B', 14), ('C', 26), ('D', 12), ('E', 13), ('F', 16));
        foreach (var figure in Figures) sheet.Widths((figure.Column, 18));
        sheet.Row().Text('A', title, BookStyle.Title);
        sheet.Row().Text('A', subtitle);
        sheet.Row(blank: 1).Text('A', "Source", BookStyle.Header);
        for (var column = 'B'; column <= 'F'; column++) sheet.Text(column, "", BookStyle.Header);
        Header(sheet);
        foreach (var source in Enum.GetValues<FundingSource>())
        {
            sheet.Row().Text('A', Labels.Of(source));
            Write(sheet, sums[source], column => lines is { } of ? Filled($"SUMIF($F${of.First}:$F${of.Last},$A{sheet.At},{column}${of.First}:{column}${of.Last})") : null);
        }

        sheet.Row().Text('A', "Total", BookStyle.TotalText);
        for (var column = 'B'; column <= 'F'; column++) sheet.Text(column, "", BookStyle.TotalText);
        var total = sums.Values.Aggregate(Totals.None, (sum, it) => sum + it);
        foreach (var figure in Figures) sheet.Formula(figure.Column, Filled($"SUM({figure.Column}{FirstSum}:{figure.Column}{TotalRow - 1})"), figure.Of(total), BookStyle.TotalEuros);
    }

    /// <summary>The lines, under their header.</summary>
    public static void Lines(SheetBuilder sheet, IReadOnlyList<string> start, IReadOnlyCollection<MoneyLine> lines)
    {
        sheet.Row(blank: 1);
        for (var i = 0; i < start.Count; i++) sheet.Text((char)('A' + i), start[i], BookStyle.Header);
        Header(sheet.Text('F', "Source", BookStyle.Header));
        sheet.Table('A', 'O', sheet.At + (uint)lines.Count);
        foreach (var line in lines)
        {
            sheet.Row();
            line.Start(sheet);
            sheet.Text('F', Labels.Of(line.Source), BookStyle.Indented);
            Write(sheet, line.Totals, column => line.From is { } from ? Filled($"{Quoted(from.Sheet)}!{column}{from.Row}") : null);
        }
    }

    private static void Header(SheetBuilder sheet)
    {
        foreach (var figure in Figures) sheet.Text(figure.Column, figure.Name, BookStyle.FigureHeader);
    }

    /// <summary>The figures of a row: what follows from others is a formula always, the rest when it is taken from elsewhere.</summary>
    private static void Write(SheetBuilder sheet, Totals totals, Func<char, string?> taken)
    {
        foreach (var (column, _, of, own) in Figures)
        {
            if ((own is null ? taken(column) : string.Format(CultureInfo.InvariantCulture, own, sheet.At)) is { } formula) sheet.Formula(column, formula, of(totals));
            else sheet.Euros(column, of(totals));
        }
    }

    /// <summary>The name of a sheet as formulas write it.</summary>
    public static string Quoted(string sheet) => $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Filled(FormattableString formula) => formula.ToString(CultureInfo.InvariantCulture);
}
