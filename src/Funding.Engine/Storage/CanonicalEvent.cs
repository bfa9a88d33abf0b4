using System.Buffers;
using System.Text;
using Funding.Engine.Ledger;
using Funding.Engine.Reading;

namespace Funding.Engine.Storage;

/// <summary>The leaf of the ledger: the canonical JSON (RFC 8785) of an event. Sealed texts stay sealed: erasing changes no leaf.</summary>
internal static class CanonicalEvent
{
    public static LedgerLine Line(StoredEvent stored) => new(stored.Position!.Value, Encoding.UTF8.GetString(Utf8(stored)));

    /// <summary>The line in UTF-8, without line feed.</summary>
    public static byte[] Utf8(StoredEvent stored)
    {
        var line = new ArrayBufferWriter<byte>(stored.Data.Length + 400);
        Write(stored, stored.Position!.Value, line);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>Writes the line that the event has, or would have, at a position. Its members are in their canonical order.</summary>
    public static void Write(StoredEvent stored, long position, IBufferWriter<byte> line)
    {
        Text("{\"actor\":"u8, stored.Actor.ToString(), line);
        if (stored.Correlation is { } correlation) Text(",\"correlationId\":"u8, correlation.ToString(), line);
        line.Write(",\"data\":"u8);
        CanonicalJson.Write(stored.Data, line);
        Text(",\"id\":"u8, stored.Id.ToString(), line);
        Text(",\"recordedAt\":"u8, LedgerInstant.Text(stored.RecordedAt), line);
        Number(",\"seq\":"u8, position, line);
        Text(",\"stream\":"u8, stored.Stream, line);
        Text(",\"type\":"u8, stored.Type, line);
        Number(",\"version\":"u8, stored.Version, line);
        line.Write("}"u8);
    }

    private static void Text(ReadOnlySpan<byte> member, string value, IBufferWriter<byte> line)
    {
        line.Write(member);
        CanonicalJson.WriteText(value, line);
    }

    private static void Number(ReadOnlySpan<byte> member, long value, IBufferWriter<byte> line)
    {
        line.Write(member);
        var digits = line.GetSpan(20);
        _ = value.TryFormat(digits, out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
        line.Advance(written);
    }
}
