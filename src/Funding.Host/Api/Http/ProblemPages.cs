using Funding.Engine.Reading;
using Funding.Host.Api.Problems;

namespace Funding.Host.Api.Http;

/// <summary>Under the API's addresses every failure is a problem, also those of the framework; nothing of an exception gets out.</summary>
internal sealed class ProblemPages(RequestDelegate next, KnownAddresses known, ILogger<ProblemPages> log)
{
    private static readonly PathString[] Roots = ["/api", "/problems", "/openapi", "/health"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (!Array.Exists(Roots, root => context.Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase)))
        {
            await next(context);
            return;
        }

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        try
        {
            // A page that the web part serves for unknown addresses is no answer to a program.
            if (IsForeign(context.GetEndpoint())) Refuse(context, [.. known.Methods(context.Request.Path)]);
            else await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null }) await HttpProblems.OfStatus(context.Response.StatusCode).ExecuteAsync(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : StatusCodes.Status499ClientClosedRequest;
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await HttpProblems.OfStatus(e.StatusCode).ExecuteAsync(context);
        }
        catch (ViewsBehindException) when (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = "1";
            await HttpProblems.ViewsBehind.ExecuteAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            log.LogError(e, "A request failed");
            context.Response.Headers.ETag = default;
            context.Response.Headers.Location = default;
            await HttpProblems.Internal.ExecuteAsync(context);
        }
    }

    private static void Refuse(HttpContext context, string[] methods)
    {
        context.Response.StatusCode = methods.Length > 0 ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
        if (methods.Length > 0) context.Response.Headers.Allow = string.Join(", ", methods);
    }

    /// <summary>Matched, but neither ours nor the framework's "405".</summary>
    private static bool IsForeign(Endpoint? endpoint)
        => endpoint is RouteEndpoint route && route.Metadata.GetMetadata<ApiMark>() is null
            && route.RoutePattern.RawText?.StartsWith("/openapi", StringComparison.Ordinal) != true;
}

/// <summary>Marks the endpoints of the API.</summary>
internal sealed record ApiMark;
