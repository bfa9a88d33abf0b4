using System.Buffers.Binary;
using System.Text;

namespace Funding.Host.Exporting.Pdf;

/// <summary>Puts the tables of a TrueType font together.</summary>
internal static class FontTables
{
    /// <summary>The file, its directory in the order of the names.</summary>
    public static byte[] Join(IEnumerable<(string Name, byte[] Data)> tables)
    {
        var sorted = tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var power = (int)Math.Log2(sorted.Count);
        var file = new byte[12 + (16 * sorted.Count) + sorted.Sum(table => Padded(table.Data.Length))];
        BinaryPrimitives.WriteInt32BigEndian(file, 0x00010000);
        foreach (var (at, value) in ((int, int)[])[(4, sorted.Count), (6, 16 << power), (8, power), (10, (16 * sorted.Count) - (16 << power))])
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at), (ushort)value);
        var offset = 12 + (16 * sorted.Count);
        for (var i = 0; i < sorted.Count; i++)
        {
            var (name, data) = sorted[i];
            var entry = file.AsSpan(12 + (16 * i));
            data.CopyTo(file.AsSpan(offset));
            Encoding.ASCII.GetBytes(name).CopyTo(entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], SumOf(file.AsSpan(offset, Padded(data.Length))));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], data.Length);
            offset += Padded(data.Length);
        }

        return file;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint SumOf(ReadOnlySpan<byte> words)
    {
        var sum = 0u;
        for (var i = 0; i < words.Length; i += 4) sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(words[i..]));
        return sum;
    }
}
