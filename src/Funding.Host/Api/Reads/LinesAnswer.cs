using System.Text.Json;
using Funding.Host.Api.Json;

namespace Funding.Host.Api.Reads;

/// <summary>Items as lines of JSON, streamed: for lists that are longer than a page.</summary>
internal sealed record LinesAnswer(IAsyncEnumerable<object> Items) : IResult
{
    private static readonly byte[] LineFeed = "\n"u8.ToArray();

    /// <summary>Whether the caller asks for lines.</summary>
    public static bool IsAsked(HttpContext http)
        => http.Request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals(LedgerLines.MediaType, StringComparison.OrdinalIgnoreCase));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var items = Items.GetAsyncEnumerator(httpContext.RequestAborted);
        // The first item is waited for before the answer begins: what goes wrong by then can still be told as a problem.
        var isMore = await items.MoveNextAsync();
        httpContext.Response.ContentType = LedgerLines.MediaType;
        for (; isMore; isMore = await items.MoveNextAsync())
        {
            await JsonSerializer.SerializeAsync(httpContext.Response.Body, items.Current, items.Current.GetType(), ApiJson.Options, httpContext.RequestAborted);
            await httpContext.Response.Body.WriteAsync(LineFeed, httpContext.RequestAborted);
        }
    }
}
