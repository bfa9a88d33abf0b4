using DocumentFormat.OpenXml.Spreadsheet;

namespace Funding.Host.Exporting.Workbook;

/// <summary>How a cell looks; the values are the indexes of the formats in the style sheet.</summary>
internal enum BookStyle : uint
{
    /// <summary>As it comes.</summary>
    Plain,

    /// <summary>The title of a sheet.</summary>
    Title,

    /// <summary>The head of a column.</summary>
    Header,

    /// <summary>Euros, as the French write them.</summary>
    Euros,

    /// <summary>Euros of a total.</summary>
    TotalEuros,

    /// <summary>The label of a total.</summary>
    TotalText,

    /// <summary>A day.</summary>
    Day,

    /// <summary>An instant.</summary>
    Instant,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A text that may take several lines.</summary>
    Note,

    /// <summary>The head of a column of figures.</summary>
    FigureHeader,

    /// <summary>A text after a figure.</summary>
    Indented,

    /// <summary>A whole number among texts.</summary>
    Count,
}

/// <summary>The style sheet. Number formats are stored as every spreadsheet stores them; a French one shows « 45 000,00 € » and « 31/01/2026 ».</summary>
internal static class BookStyles
{
    private const uint EuroFormat = 164;
    private const uint DayFormat = 165;
    private const uint InstantFormat = 166;
    private const uint WholeFormat = 3; // built in: #,##0

    private const string Accent = "FF1F3A5F";
    private const string Shade = "FFE8EDF4";

    /// <summary>Made anew at each call: a part owns its tree.</summary>
    public static Stylesheet Make() => new(
        new NumberingFormats(Numbering(EuroFormat, "#,##0.00\\ [$€-40C];[Red]\\-#,##0.00\\ [$€-40C]"), Numbering(DayFormat, "dd/mm/yyyy"), Numbering(InstantFormat, "dd/mm/yyyy\\ hh:mm:ss")) { Count = 3 },
        new Fonts(Font(11), Font(15, bold: true, Accent), Font(11, bold: true)) { Count = 3 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = Shade }) { PatternType = PatternValues.Solid })) { Count = 3 },
        new Borders(Border(null), Border(BorderStyleValues.Thin)) { Count = 2 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            Format(), Format(font: 1), Format(font: 2, fill: 2, wraps: true), Format(EuroFormat), Format(EuroFormat, font: 2, border: 1), Format(font: 2, border: 1),
            Format(DayFormat, align: HorizontalAlignmentValues.Left), Format(InstantFormat, align: HorizontalAlignmentValues.Left), Format(WholeFormat), Format(wraps: true),
            Format(font: 2, fill: 2, wraps: true, align: HorizontalAlignmentValues.Right), Format(align: HorizontalAlignmentValues.Left, indent: 1), Format(WholeFormat, align: HorizontalAlignmentValues.Left)) { Count = 13 },
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });

    private static NumberingFormat Numbering(uint id, string code) => new() { NumberFormatId = id, FormatCode = code };

    private static Font Font(double size, bool bold = false, string? colour = null)
    {
        var font = new Font();
        if (bold) font.Append(new Bold());
        font.Append(new FontSize { Val = size });
        if (colour is not null) font.Append(new Color { Rgb = colour });
        font.Append(new FontName { Val = "Calibri" });
        return font;
    }

    private static Border Border(BorderStyleValues? top)
        => new(new LeftBorder(), new RightBorder(), top is { } style ? new TopBorder(new Color { Auto = true }) { Style = style } : new TopBorder(), new BottomBorder(), new DiagonalBorder());

    private static CellFormat Format(uint number = 0, uint font = 0, uint fill = 0, uint border = 0, bool wraps = false, HorizontalAlignmentValues? align = null, uint indent = 0)
    {
        var format = new CellFormat { NumberFormatId = number, FontId = font, FillId = fill, BorderId = border, FormatId = 0 };
        if (number != 0) format.ApplyNumberFormat = true;
        if (font != 0) format.ApplyFont = true;
        if (fill != 0) format.ApplyFill = true;
        if (border != 0) format.ApplyBorder = true;
        if (!wraps && align is null) return format;
        format.ApplyAlignment = true;
        var alignment = wraps ? new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top } : new Alignment();
        if (align is { } side) alignment.Horizontal = side;
        if (indent > 0) alignment.Indent = indent;
        format.Append(alignment);
        return format;
    }
}
