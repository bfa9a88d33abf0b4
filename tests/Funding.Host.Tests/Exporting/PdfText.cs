using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Funding.Host.Tests.Exporting;

/// <summary>What a reader of a PDF file of ours can search and copy, page by page: the glyphs by the map that each font carries.</summary>
internal static class PdfText
{
    public static IReadOnlyList<string> PagesOf(byte[] file)
    {
        var objects = Objects(file);
        var catalog = objects.Values.Single(it => it.Head.Contains("/Type /Catalog", StringComparison.Ordinal)).Head;
        var kids = Found.In(objects[Reference(catalog, "Pages")].Head, @"/Kids \[(.*?)\]").Groups[1].Value;
        return [.. Found.AllIn(kids, @"(\d+) 0 R").Select(kid => TextOf(objects[Number(kid.Groups[1].Value)].Head, objects))];
    }

    private static string TextOf(string page, Dictionary<int, (string Head, byte[] Data)> objects)
    {
        var fonts = objects[Number(Found.In(page, @"/Font (\d+) 0 R").Groups[1].Value)].Head;
        var maps = Found.AllIn(fonts, @"/(\w) (\d+) 0 R").ToDictionary(it => it.Groups[1].Value, it => MapOf(objects[Reference(objects[Number(it.Groups[2].Value)].Head, "ToUnicode")].Data), StringComparer.Ordinal);
        var content = Encoding.Latin1.GetString(objects[Reference(page, "Contents")].Data);
        return string.Join('\n', Found.AllIn(content, @"/(\w) \S+ Tf .*? Tm <([0-9A-F]*)> Tj").Select(shown
            => string.Concat(shown.Groups[2].Value.Chunk(4).Select(glyph => maps[shown.Groups[1].Value][new string(glyph)]))));
    }

    private static Dictionary<string, char> MapOf(byte[] map)
        => Found.AllIn(Encoding.ASCII.GetString(map), @"<([0-9A-F]{4})> <([0-9A-F]{4})>\n").Where(it => it.Groups[1].Value != "0000" || it.Groups[2].Value != "FFFF")
            .ToDictionary(it => it.Groups[1].Value, it => (char)int.Parse(it.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>By the table at the end of the file, so that a wrong offset is found.</summary>
    private static Dictionary<int, (string Head, byte[] Data)> Objects(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var table = Number(Found.In(text, @"startxref\n(\d+)\n%%EOF\n$").Groups[1].Value);
        var offsets = Found.AllIn(text[table..], @"(\d{10}) 00000 n ").Select(it => Number(it.Groups[1].Value)).ToList();
        return offsets.Select((offset, i) => Read(text, file, offset, i + 1)).ToDictionary(it => it.Number, it => (it.Head, it.Data));
    }

    private static (int Number, string Head, byte[] Data) Read(string text, byte[] file, int offset, int number)
    {
        text.AsSpan(offset).StartsWith(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n")).ShouldBeTrue();
        var end = text.IndexOf("endobj", offset, StringComparison.Ordinal);
        var start = text.IndexOf("\nstream\n", offset, end - offset, StringComparison.Ordinal);
        if (start < 0) return (number, text[offset..end], []);
        var head = text[offset..start];
        using var packed = new ZLibStream(new MemoryStream(file, start + 8, Number(Found.In(head, @"/Length (\d+)").Groups[1].Value)), CompressionMode.Decompress);
        using var data = new MemoryStream();
        packed.CopyTo(data);
        return (number, head, data.ToArray());
    }

    private static int Reference(string from, string entry) => Number(Found.In(from, $@"/{entry} (\d+) 0 R").Groups[1].Value);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
