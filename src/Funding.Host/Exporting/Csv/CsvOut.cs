using CsvHelper;

namespace Funding.Host.Exporting.Csv;

/// <summary>Writes CSV: UTF-8 without mark, comma, quotes where needed, lines ended by CR LF (RFC 4180).</summary>
internal static class CsvOut
{
    public const string MediaType = "text/csv";

    /// <summary>Writes rows as they come, and tells how many; nothing of them is held but a buffer.</summary>
    public static async Task<int> WriteAsync(Stream stream, IEnumerable<string> header, IAsyncEnumerable<string[]> rows, IProgress<int>? progress, CancellationToken cancellation)
    {
        var count = 0;
        await using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
        await csv.WriteRecordAsync([.. header], cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await csv.WriteRecordAsync(row, cancellation);
            if (++count % 1_000 == 0) progress?.Report(count);
        }

        progress?.Report(count);
        return count;
    }
}
