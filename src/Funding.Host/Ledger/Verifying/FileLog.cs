using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Funding.Engine.Proving;

namespace Funding.Host.Ledger.Verifying;

/// <summary>An exported file: one canonical line per event.</summary>
internal sealed class FileLog(string path) : ILog
{
    private const int Some = 1_000;

    /// <summary>Throws <see cref="FormatException"/> at a line that is no event of an export, with its number and what it should be.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lines = new List<LogLine>(Some);
        var number = 0L;
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, 1 << 16);
        while (await LineAsync(reader, number + 1, cancellation) is { } line)
        {
            if (++number < from) continue;
            lines.Add(Read(line, number));
            if (lines.Count < Some) continue;
            yield return lines;
            lines = new List<LogLine>(Some);
        }

        if (lines.Count > 0) yield return lines;
    }

    private static async Task<string?> LineAsync(StreamReader reader, long number, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadLineAsync(cancellation);
        }
        catch (DecoderFallbackException notText)
        {
            throw NoEvent(number, notText);
        }
    }

    private static LogLine Read(string line, long number)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            using var document = JsonDocument.Parse(bytes);
            var it = document.RootElement;
            return new LogLine(it.GetProperty("seq").GetInt64(), bytes, it.GetProperty("stream").GetString()!, it.GetProperty("version").GetInt64());
        }
        catch (Exception notOne) when (notOne is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw NoEvent(number, notOne);
        }
    }

    private static FormatException NoEvent(long number, Exception reason)
        => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Ligne {number} : ce n'est pas un événement exporté (une ligne JSON avec seq, stream et version)."), reason);
}
