using System.Globalization;
using System.Text;

namespace Funding.Host.Exporting.Pdf;

/// <summary>A font of a document: it remembers which glyphs the document shows.</summary>
/// <param name="file">The font.</param>
/// <param name="name">Its name in the document.</param>
internal sealed class PdfFont(FontFile file, string name)
{
    private readonly SortedDictionary<ushort, char> used = [];

    /// <summary>The width of a text at a size, in points.</summary>
    public double WidthOf(string text, double size) => text.Sum(character => file.WidthOf(file.GlyphOf(character))) * size / 1000;

    /// <summary>The text as a page shows it: its glyphs in hexadecimal.</summary>
    public string Show(string text)
    {
        var shown = new StringBuilder(4 * text.Length);
        foreach (var character in text)
        {
            var glyph = file.GlyphOf(character);
            if (!used.TryGetValue(glyph, out var known) || character < known) used[glyph] = character; // a space that does not break looks like one that does: found as the plain one
            shown.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        return shown.ToString();
    }

    /// <summary>Writes the font with what was shown of it, and gives its number.</summary>
    public int Write(PdfFile pdf)
    {
        var program = file.With(used.Keys);
        var outlines = pdf.Stream(Text($"/Length1 {program.Length}"), program);
        string[] box = [.. file.Box.Select(Scaled)];
        var descriptor = pdf.Add(Text(
            $"<< /Type /FontDescriptor /FontName /{Tagged} /Flags 4 /FontBBox [{string.Join(' ', box)}] /ItalicAngle 0 /Ascent {Scaled(file.Ascent)} /Descent {Scaled(file.Descent)} /CapHeight {Scaled(file.Ascent)} /StemV 80 /FontFile2 {outlines} 0 R >>"));
        var widths = string.Join(' ', used.Keys.Select(glyph => Text($"{glyph} [{file.WidthOf(glyph)}]")));
        var descendant = pdf.Add(Text(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{Tagged} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /W [{widths}] /CIDToGIDMap /Identity >>"));
        var characters = pdf.Stream("", Encoding.ASCII.GetBytes(Characters()));
        return pdf.Add(Text($"<< /Type /Font /Subtype /Type0 /BaseFont /{Tagged} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {characters} 0 R >>"));
    }

    /// <summary>Six letters say that only a part of the font is there.</summary>
    private string Tagged => "FUNDNG+" + name;

    /// <summary>Which character each glyph stands for: what lets a reader search and copy.</summary>
    private string Characters()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var some in used.Chunk(100)) // the most that one section may have
        {
            map.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var (glyph, character) in some) map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{(int)character:X4}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private string Scaled(int units) => (units * 1000 / file.UnitsPerEm).ToString(CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
