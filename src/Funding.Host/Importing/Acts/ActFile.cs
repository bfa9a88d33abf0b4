namespace Funding.Host.Importing.Acts;

/// <summary>The lines of a file (NDJSON).</summary>
internal static class ActFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The lines that are not blank, with their number from 1. A byte order mark and carriage returns do no harm.</summary>
    public static IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> LinesOf(ReadOnlyMemory<byte> file)
    {
        if (file.Span.StartsWith(ByteOrderMark)) file = file[ByteOrderMark.Length..];
        for (var number = 1; !file.IsEmpty; number++)
        {
            var end = file.Span.IndexOf((byte)'\n');
            var line = end < 0 ? file : file[..end];
            file = end < 0 ? default : file[(end + 1)..];
            if (line.Span.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r')) yield return (number, line);
        }
    }
}
