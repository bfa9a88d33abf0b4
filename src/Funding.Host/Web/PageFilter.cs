using System.Net;
using Funding.Engine.Reading;

namespace Funding.Host.Web;

/// <summary>What holds for every page: shown on loopback only, no script and no inline style, and a French page when something breaks.</summary>
internal sealed class PageFilter(ILogger<PageFilter> log) : IEndpointFilter
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!IsLocal(http)) return Results.NotFound();
        Harden(http.Response.Headers);
        try
        {
            if (await next(context) is IResult result) await result.ExecuteAsync(http);
        }
        catch (UnreadableQuestionException unreadable) when (!http.Response.HasStarted)
        {
            await Answers.Unreadable(unreadable.Message).ExecuteAsync(http);
        }
        catch (InvalidCursorException) when (!http.Response.HasStarted)
        {
            await Answers.Unreadable("Cette page de la liste n’existe pas : revenez au début de la liste.").ExecuteAsync(http);
        }
        catch (ViewsBehindException) when (!http.Response.HasStarted)
        {
            await Answers.Behind().ExecuteAsync(http);
        }
        catch (Exception failure) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            log.LogError(failure, "The page {Path} failed.", http.Request.Path);
            http.Response.Clear();
            Harden(http.Response.Headers);
            await Answers.Broken(http.TraceIdentifier).ExecuteAsync(http);
        }

        return Results.Empty;
    }

    /// <summary>The peer and the name asked for: a name of elsewhere that resolves to this machine is a page of elsewhere reading this one.</summary>
    private static bool IsLocal(HttpContext http)
        => http.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
            && (http.Request.Host.Host is "localhost" || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named)));

    private static void Harden(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
