using System.Buffers.Binary;

namespace Funding.Host.Exporting.Pdf;

/// <summary>A TrueType font as documents need it: which glyph a character has, how wide it is, and the outlines of those that are used.</summary>
internal sealed class FontFile
{
    private const int CompoundGlyph = -1;
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly Dictionary<int, ushort> glyphs = [];
    private readonly int widths;
    private readonly bool hasLongOffsets;

    /// <summary>Reads a font with TrueType outlines and a Unicode map of the basic plane.</summary>
    public FontFile(byte[] data)
    {
        this.data = data;
        for (var i = 0; i < Word(4); i++)
        {
            var entry = 12 + (16 * i);
            tables[System.Text.Encoding.ASCII.GetString(data, entry, 4)] = (Long(entry + 8), Long(entry + 12));
        }

        (UnitsPerEm, hasLongOffsets) = (Word(At("head") + 18), Word(At("head") + 50) == 1);
        Box = [Short(At("head") + 36), Short(At("head") + 38), Short(At("head") + 40), Short(At("head") + 42)];
        (Ascent, Descent, widths) = (Short(At("hhea") + 4), Short(At("hhea") + 6), Word(At("hhea") + 34));
        GlyphCount = Word(At("maxp") + 4);
        ReadMap();
    }

    public int UnitsPerEm { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public IReadOnlyList<int> Box { get; }

    private int GlyphCount { get; }

    /// <summary>The glyph of a character; 0, the empty box, for one that the font lacks.</summary>
    public ushort GlyphOf(char character) => glyphs.GetValueOrDefault(character);

    /// <summary>The width of a glyph, in thousandths of the size.</summary>
    public int WidthOf(ushort glyph) => Word(At("hmtx") + (4 * Math.Min(glyph, widths - 1))) * 1000 / UnitsPerEm;

    /// <summary>The font with the outlines of some glyphs only, their numbers unchanged: most of a font is outlines that a document does not show.</summary>
    public byte[] With(IEnumerable<ushort> used)
    {
        var kept = new HashSet<int> { 0 };
        foreach (var glyph in used) Keep(glyph, kept);
        var (outlines, offsets) = (new MemoryStream(), new byte[4 * (GlyphCount + 1)]);
        for (var glyph = 0; glyph < GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * glyph), (int)outlines.Length);
            if (kept.Contains(glyph)) outlines.Write(Outline(glyph));
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }

        BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * GlyphCount), (int)outlines.Length);
        var head = Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return FontTables.Join([("glyf", outlines.ToArray()), ("head", head), ("hhea", Table("hhea").ToArray()), ("hmtx", Table("hmtx").ToArray()), ("loca", offsets), ("maxp", Table("maxp").ToArray()),
            .. tables.Keys.Where(name => name is "cvt " or "fpgm" or "prep").Select(name => (name, Table(name).ToArray()))]);
    }

    /// <summary>Keeps a glyph, and those that it is put together from.</summary>
    private void Keep(int glyph, HashSet<int> kept)
    {
        if (!kept.Add(glyph) || Outline(glyph) is not { Length: > 10 } outline || BinaryPrimitives.ReadInt16BigEndian(outline) != CompoundGlyph) return;
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            Keep(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]), kept);
            at += 4 + ((flags & 0x1) != 0 ? 4 : 2) + ((flags & 0x8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
            if ((flags & 0x20) == 0) return;
        }
    }

    private ReadOnlySpan<byte> Outline(int glyph)
    {
        var (from, to) = (Offset(glyph), Offset(glyph + 1));
        return data.AsSpan(At("glyf") + from, to - from);
    }

    private int Offset(int glyph) => hasLongOffsets ? Long(At("loca") + (4 * glyph)) : 2 * Word(At("loca") + (2 * glyph));

    /// <summary>The map of the basic plane (format 4): segments of characters, each with a shift or a list of glyphs.</summary>
    private void ReadMap()
    {
        var map = At("cmap");
        var table = Enumerable.Range(0, Word(map + 2)).Select(i => map + Long(map + 4 + (8 * i) + 4)).First(at => Word(at) == 4);
        var segments = Word(table + 6) / 2;
        var (ends, starts) = (table + 14, table + 16 + (2 * segments));
        var (shifts, ranges) = (starts + (2 * segments), starts + (4 * segments));
        for (var i = 0; i < segments; i++)
            for (var character = Word(starts + (2 * i)); character <= Word(ends + (2 * i)) && character < 0xFFFF; character++)
            {
                var range = Word(ranges + (2 * i));
                var glyph = range == 0 ? character : Word(ranges + (2 * i) + range + (2 * (character - Word(starts + (2 * i)))));
                if (glyph != 0) glyphs[character] = (ushort)(glyph + Word(shifts + (2 * i)));
            }
    }

    private ReadOnlySpan<byte> Table(string name) => data.AsSpan(tables[name].Offset, tables[name].Length);

    private int At(string name) => tables[name].Offset;

    private int Word(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private int Short(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private int Long(int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));
}
