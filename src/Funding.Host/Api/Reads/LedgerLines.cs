using System.Globalization;
using System.Text;
using Funding.Host.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>Lines of the ledger as they are, one after the other, streamed.</summary>
internal sealed record LedgerLines(IAsyncEnumerable<LedgerLine> Lines, string? FileName = null) : IResult
{
    public const string MediaType = "application/x-ndjson";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = MediaType;
        if (FileName is not null) response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}\"";
        await foreach (var line in Lines) await response.WriteAsync(line.Line + "\n", Encoding.UTF8, httpContext.RequestAborted);
    }
}

/// <summary>Some lines of the ledger as a JSON page, each byte for byte.</summary>
internal static class LedgerPage
{
    public static async Task<IResult> ReadAsync(IAsyncEnumerable<LedgerLine> lines, int size)
    {
        var items = new List<LedgerLine>(size);
        var isMore = false;
        await foreach (var line in lines)
        {
            isMore = items.Count == size;
            if (isMore) break;
            items.Add(line);
        }

        var next = isMore ? string.Create(CultureInfo.InvariantCulture, $",\"next\":\"{items[^1].Position}\"") : "";
        return Results.Text($"{{\"items\":[{string.Join(',', items.Select(item => item.Line))}]{next}}}", "application/json", Encoding.UTF8);
    }
}
