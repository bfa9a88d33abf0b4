using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Funding.Host.Tests.Exporting;

/// <summary>Works out the few kinds of formula that the workbook has: SUM, SUMIF, differences, and a cell of another sheet.</summary>
internal sealed class SheetFormulas(Dictionary<string, Cell> cells, Func<string, Dictionary<string, Cell>> other)
{
    public decimal Evaluate(string formula)
    {
        if (Found.In(formula, @"^SUM\((\w)(\d+):\w(\d+)\)$") is { Success: true } sum) return Rows(sum, 2, 3).Sum(row => Value($"{sum.Groups[1].Value}{row}"));
        if (Found.In(formula, @"^SUMIF\(\$F\$(\d+):\$F\$(\d+),\$A(\d+),(\w)\$\d+:\w\$\d+\)$") is { Success: true } some)
            return Rows(some, 1, 2).Where(row => cells[$"F{row}"].InnerText == cells[$"A{some.Groups[3].Value}"].InnerText).Sum(row => Value($"{some.Groups[4].Value}{row}"));
        if (Found.In(formula, @"^'(.+)'!(\w+)$") is { Success: true } elsewhere) return new SheetFormulas(other(elsewhere.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal)), other).Value(elsewhere.Groups[2].Value);
        var parts = formula.Split('-');
        return Value(parts[0]) - parts.Skip(1).Sum(Value);
    }

    private decimal Value(string place) => cells[place] is { CellFormula: { } formula } ? Evaluate(formula.Text) : decimal.Parse(cells[place].CellValue!.Text, CultureInfo.InvariantCulture);

    private static IEnumerable<int> Rows(Match match, int from, int to)
        => Enumerable.Range(int.Parse(match.Groups[from].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[to].Value, CultureInfo.InvariantCulture) - int.Parse(match.Groups[from].Value, CultureInfo.InvariantCulture) + 1);
}
