using System.Globalization;
using System.Text;

namespace Funding.Host.Exporting.Pdf;

/// <summary>A4 pages with text in two weights, lines and shades. Points from the top left; colours are greys, 0 black to 1 white.</summary>
internal sealed class PdfDocument
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    private static readonly Lazy<(FontFile Regular, FontFile Bold)> Fonts = new(() => (Read("Regular"), Read("Bold")));

    private readonly PdfFont regular = new(Fonts.Value.Regular, "SourceSans3-Regular");
    private readonly PdfFont bold = new(Fonts.Value.Bold, "SourceSans3-SemiBold");
    private readonly List<StringBuilder> pages = [];

    /// <summary>How many pages there are.</summary>
    public int Pages => pages.Count;

    /// <summary>Begins a page.</summary>
    public void AddPage() => pages.Add(new StringBuilder());

    /// <summary>The width of a text, in points.</summary>
    public double WidthOf(string text, double size, bool isBold = false) => (isBold ? bold : regular).WidthOf(text, size);

    /// <summary>Shows a text on a page; the height is that of its base line.</summary>
    public void Text(int page, double x, double y, string text, double size, bool isBold = false, double grey = 0)
        => pages[page].Append(CultureInfo.InvariantCulture, $"BT {grey:0.##} g /{(isBold ? "B" : "R")} {size:0.##} Tf 1 0 0 1 {x:0.##} {Height - y:0.##} Tm <{(isBold ? bold : regular).Show(text)}> Tj ET\n");

    /// <summary>Draws a line across.</summary>
    public void Line(int page, double x, double y, double width, double grey = 0.6)
        => pages[page].Append(CultureInfo.InvariantCulture, $"{grey:0.##} G 0.5 w {x:0.##} {Height - y:0.##} m {x + width:0.##} {Height - y:0.##} l S\n");

    /// <summary>Fills a rectangle, to be written upon.</summary>
    public void Shade(int page, double x, double y, double width, double height, double grey = 0.92)
        => pages[page].Append(CultureInfo.InvariantCulture, $"{grey:0.##} g {x:0.##} {Height - y - height:0.##} {width:0.##} {height:0.##} re f\n");

    /// <summary>The file.</summary>
    /// <param name="title">What the reader's window shows.</param>
    /// <param name="made">The instant that it tells as that of its making.</param>
    public byte[] ToBytes(string title, DateTimeOffset made)
    {
        var pdf = new PdfFile();
        var (tree, numbers) = (pdf.Reserve(), new List<int>());
        var contents = pages.ConvertAll(page => pdf.Stream("", Encoding.Latin1.GetBytes(page.ToString())));
        var fonts = pdf.Add(Filled($"<< /R {regular.Write(pdf)} 0 R /B {bold.Write(pdf)} 0 R >>"));
        foreach (var content in contents)
            numbers.Add(pdf.Add(Filled($"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {Width} {Height}] /Resources << /Font {fonts} 0 R >> /Contents {content} 0 R >>")));
        pdf.Set(tree, Filled($"<< /Type /Pages /Count {numbers.Count} /Kids [{string.Join(' ', numbers.Select(number => Filled($"{number} 0 R")))}] >>"));
        var root = pdf.Add(Filled($"<< /Type /Catalog /Pages {tree} 0 R /Lang (fr-FR) /ViewerPreferences << /DisplayDocTitle true >> >>"));
        return pdf.ToBytes(root, pdf.Add(Filled($"<< /Title {PdfFile.Text(title)} /CreationDate (D:{made.UtcDateTime:yyyyMMddHHmmss}Z) >>")));
    }

    private static FontFile Read(string name)
    {
        using var stream = typeof(PdfDocument).Assembly.GetManifestResourceStream($"Fonts/{name}.ttf") ?? throw new FileNotFoundException($"Fonts/{name}.ttf is not embedded in this assembly.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return new FontFile(memory.ToArray());
    }

    private static string Filled(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
