using System.Globalization;
using System.Text;
using System.Text.Json;
using Funding.Engine.Reading;

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
    /// <summary>The first lines; marked when anything of the streams that they are of was made up.</summary>
    public static async Task<IResult> ReadAsync(IAsyncEnumerable<LedgerLine> lines, int size, Func<IEnumerable<string>, Task<bool>> areSynthetic)
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
        var synthetic = await areSynthetic(items.Select(StreamOf).OfType<string>()) ? ",\"synthetic\":true" : "";
        return Results.Text($"{{\"items\":[{string.Join(',', items.Select(item => item.Line))}]{next}{synthetic}}}", "application/json", Encoding.UTF8);
    }

    private static string? StreamOf(LedgerLine line)
    {
        using var json = JsonDocument.Parse(line.Line);
        return json.RootElement.TryGetProperty("stream", out var stream) ? stream.GetString() : null;
    }
}
