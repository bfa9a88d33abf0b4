using System.Text.RegularExpressions;

namespace Funding.Host.Exporting.Pdf;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its head.</param>
/// <param name="Width">In points.</param>
/// <param name="IsFigure">Whether it is set at the right, and never broken.</param>
internal sealed record PdfColumn(string Name, double Width, bool IsFigure = false);

/// <summary>Text that flows down the pages of a document, with tables whose head is repeated on each page.</summary>
/// <param name="document">The document, without pages.</param>
internal sealed partial class PdfFlow(PdfDocument document)
{
    public const double Margin = 42;
    public const double Bottom = PdfDocument.Height - 62; // the foot of the page is below
    private const double Leading = 1.28;
    private const double Padding = 4;
    private const double CellSize = 8;

    private double y = double.MaxValue;

    private int Page => document.Pages - 1;

    /// <summary>How wide the text is.</summary>
    public static double Measure => PdfDocument.Width - (2 * Margin);

    /// <summary>A heading, kept with what follows it.</summary>
    public PdfFlow Heading(string text, double size = 12.5)
    {
        Room((size * Leading) + 60);
        if (y > Margin + 1) y += size * 0.7;
        return Paragraph(text, size, isBold: true);
    }

    /// <summary>A paragraph, broken into lines.</summary>
    public PdfFlow Paragraph(string text, double size = 9, bool isBold = false, double grey = 0)
    {
        foreach (var line in Lines(text, Measure, size, isBold))
        {
            Room(size * Leading);
            y += size * Leading;
            document.Text(Page, Margin, y - (size * 0.3), line, size, isBold, grey);
        }

        y += size * 0.25;
        return this;
    }

    /// <summary>A table; a row is never parted by the end of a page.</summary>
    public PdfFlow Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<string>> rows, bool isLastTotal = false)
    {
        var all = rows.ToList();
        Room(HeightOf(columns, Names(columns), isBold: true) + (all.Count > 0 ? HeightOf(columns, all[0]) : 0));
        Head(columns);
        for (var i = 0; i < all.Count; i++)
        {
            var isTotal = isLastTotal && i == all.Count - 1;
            if (Room(HeightOf(columns, all[i], isTotal))) Head(columns);
            Row(columns, all[i], isTotal);
            document.Line(Page, Margin, y, columns.Sum(column => column.Width), 0.85);
        }

        y += 5;
        return this;
    }

    private void Head(IReadOnlyList<PdfColumn> columns)
    {
        document.Shade(Page, Margin, y, columns.Sum(column => column.Width), HeightOf(columns, Names(columns), isBold: true));
        Row(columns, Names(columns), isBold: true);
    }

    private void Row(IReadOnlyList<PdfColumn> columns, IReadOnlyList<string> cells, bool isBold = false)
    {
        var x = Margin;
        for (var i = 0; i < columns.Count; i++)
        {
            var lines = LinesOf(columns[i], cells[i], isBold);
            for (var line = 0; line < lines.Count; line++)
            {
                var left = columns[i].IsFigure ? x + columns[i].Width - Padding - document.WidthOf(lines[line], CellSize, isBold) : x + Padding;
                document.Text(Page, left, y + Padding + (CellSize * Leading * (line + 1)) - (CellSize * 0.35), lines[line], CellSize, isBold);
            }

            x += columns[i].Width;
        }

        y += HeightOf(columns, cells, isBold);
    }

    private double HeightOf(IReadOnlyList<PdfColumn> columns, IReadOnlyList<string> cells, bool isBold = false)
        => (columns.Select((column, i) => LinesOf(column, cells[i], isBold).Count).Max() * CellSize * Leading) + (2 * Padding);

    private List<string> LinesOf(PdfColumn column, string text, bool isBold) => [.. Lines(text, column.Width - (2 * Padding), CellSize, isBold)];

    /// <summary>Begins a page when that height does not fit any more, and tells so.</summary>
    private bool Room(double height)
    {
        if (y + height <= Bottom) return false;
        document.AddPage();
        y = Margin;
        return true;
    }

    /// <summary>Spaces at which French does not part lines: before double punctuation, inside quotation marks.</summary>
    [GeneratedRegex(" (?=[:;!?»])|(?<=«) ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BoundSpace();

    /// <summary>The lines of a text: parted at its spaces but those that do not break, and within a word, after a hyphen if it has one, only when it alone is too long.</summary>
    private IEnumerable<string> Lines(string text, double width, double size, bool isBold)
    {
        var line = "";
        foreach (var word in BoundSpace().Replace(text, "\u00A0").Split(' ').SelectMany(word => Parts(word, width, size, isBold)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && document.WidthOf(longer, size, isBold) > width)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        yield return line;
    }

    private IEnumerable<string> Parts(string word, double width, double size, bool isBold)
    {
        for (; document.WidthOf(word, size, isBold) > width && word.Length > 1;)
        {
            var fits = word.Length - 1;
            while (fits > 1 && document.WidthOf(word[..fits], size, isBold) > width) fits--;
            if (word.LastIndexOf('-', fits - 1) is var hyphen and > 0) fits = hyphen + 1;
            yield return word[..fits];
            word = word[fits..];
        }

        yield return word;
    }

    private static string[] Names(IReadOnlyList<PdfColumn> columns) => [.. columns.Select(column => column.Name)];
}
