using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Funding.Domain;

namespace Funding.Host.Exporting.Workbook;

/// <summary>A sheet under way: its rows from the first on, each cell in a column named by its letter.</summary>
internal sealed class SheetBuilder
{
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly SheetData rows = new();
    private readonly Dictionary<char, double> widths = [];
    private Row? row;
    private uint frozen;
    private string? filter;

    /// <summary>The number of the row under way.</summary>
    public uint At { get; private set; }

    /// <summary>Begins a row, leaving some blank before it.</summary>
    public SheetBuilder Row(uint blank = 0)
    {
        At += blank + 1;
        row = new Row { RowIndex = At };
        rows.Append(row);
        return this;
    }

    public SheetBuilder Text(char column, string text, BookStyle style = BookStyle.Plain)
        => Add(column, style, new Cell(new InlineString(new Text(Readable(text)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString });

    public SheetBuilder Euros(char column, Money amount, BookStyle style = BookStyle.Euros) => Number(column, amount.ToEuros(), style);

    public SheetBuilder Whole(char column, long number, BookStyle style = BookStyle.Whole) => Number(column, number, style);

    public SheetBuilder Day(char column, DateOnly day) => Number(column, (day.ToDateTime(TimeOnly.MinValue) - Epoch).Days, BookStyle.Day);

    /// <summary>An instant in UTC: spreadsheets know no time zone, so its label has to say so.</summary>
    public SheetBuilder Instant(char column, DateTimeOffset instant) => Number(column, Math.Round((decimal)(instant.UtcDateTime - Epoch).TotalDays, 8), BookStyle.Instant);

    /// <summary>A formula, with the value that it has: what shows it without working it out shows the same.</summary>
    public SheetBuilder Formula(char column, string formula, Money value, BookStyle style = BookStyle.Euros)
        => Add(column, style, new Cell(new CellFormula(formula), new CellValue(value.ToEuros().ToString(CultureInfo.InvariantCulture))));

    /// <summary>The width of columns, in characters.</summary>
    public SheetBuilder Widths(params (char Column, double Width)[] columns)
    {
        foreach (var (column, width) in columns) widths[column] = width;
        return this;
    }

    /// <summary>Keeps the rows up to this one in sight, and lets the table below it be filtered.</summary>
    /// <param name="from">Its first column.</param>
    /// <param name="to">Its last column.</param>
    /// <param name="last">Its last row.</param>
    public SheetBuilder Table(char from, char to, uint last)
    {
        frozen = At;
        filter = string.Create(CultureInfo.InvariantCulture, $"{from}{At}:{to}{last}");
        return this;
    }

    /// <summary>The sheet, printed across the width of a page.</summary>
    public Worksheet ToWorksheet()
    {
        var sheet = new Worksheet(new SheetProperties(new PageSetupProperties { FitToPage = true }), new SheetViews(View()));
        if (widths.Count > 0)
            sheet.Append(new Columns(widths.OrderBy(it => it.Key).Select(it => new Column { Min = IndexOf(it.Key), Max = IndexOf(it.Key), Width = it.Value, CustomWidth = true })));
        sheet.Append(rows);
        if (filter is not null) sheet.Append(new AutoFilter { Reference = filter });
        sheet.Append(new PageMargins { Left = 0.5, Right = 0.5, Top = 0.5, Bottom = 0.5, Header = 0.3, Footer = 0.3 });
        sheet.Append(new PageSetup { Orientation = OrientationValues.Landscape, PaperSize = 9, FitToHeight = 0 });
        return sheet;
    }

    private SheetView View()
    {
        var view = new SheetView { WorkbookViewId = 0, ShowGridLines = false };
        if (frozen > 0)
            view.Append(new Pane
            {
                VerticalSplit = frozen, TopLeftCell = string.Create(CultureInfo.InvariantCulture, $"A{frozen + 1}"), ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen,
            });
        return view;
    }

    private SheetBuilder Number(char column, decimal number, BookStyle style) => Add(column, style, new Cell(new CellValue(number.ToString(CultureInfo.InvariantCulture))));

    private SheetBuilder Add(char column, BookStyle style, Cell cell)
    {
        cell.CellReference = string.Create(CultureInfo.InvariantCulture, $"{column}{At}");
        cell.StyleIndex = (uint)style;
        row!.Append(cell);
        return this;
    }

    /// <summary>Names may hold control characters, and XML cannot.</summary>
    private static string Readable(string text) => text.All(IsReadable) ? text : string.Concat(text.Select(character => IsReadable(character) ? character : '\uFFFD'));

    private static bool IsReadable(char character) => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character);

    private static uint IndexOf(char column) => (uint)(column - 'A' + 1);
}
