using Funding.Host.Exporting.Csv;

namespace Funding.Host.Api.Reads;

/// <summary>A file to be saved.</summary>
/// <param name="FileName">The name proposed; ASCII.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="WriteAsync">Writes it.</param>
internal sealed record ExportAnswer(string FileName, string MediaType, Func<Stream, CancellationToken, Task> WriteAsync) : IResult
{
    /// <summary>Rows of CSV, streamed. The first is waited for before anything is answered: what keeps the question from being answered is still a problem then.</summary>
    public static async Task<ExportAnswer> OfCsvAsync(string fileName, IEnumerable<string> header, IAsyncEnumerable<string[]> rows, CancellationToken cancellation)
    {
        var first = rows.GetAsyncEnumerator(cancellation);
        var any = await first.MoveNextAsync();
        return new(fileName, CsvOut.MediaType + "; charset=utf-8", (stream, stop) => CsvOut.WriteAsync(stream, header, From(first, any), null, stop));
    }

    /// <summary>A file that is made in memory: spreadsheets and documents are written by going back in them.</summary>
    public static ExportAnswer Of(string fileName, string mediaType, byte[] content) => new(fileName, mediaType, (stream, stop) => stream.WriteAsync(content, stop).AsTask());

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}\"";
        response.Headers.CacheControl = "private, no-cache";
        return WriteAsync(response.Body, httpContext.RequestAborted);
    }

    private static async IAsyncEnumerable<string[]> From(IAsyncEnumerator<string[]> rows, bool any)
    {
        await using (rows)
            for (; any; any = await rows.MoveNextAsync()) yield return rows.Current;
    }
}
