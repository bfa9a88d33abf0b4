using System.Diagnostics;

namespace Funding.Host.Api.Http;

/// <summary>One line per request: method, route, status and time. Never the address as typed, a query, a body, a token or a name.</summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        await next(context);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(aucune)";
        if (route.StartsWith("/health", StringComparison.Ordinal)) return;
        log.LogInformation(
            "{Method} {Route} -> {Status} in {Elapsed:0.0} ms", Method(context.Request.Method), route, context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static string Method(string method) => method is "GET" or "POST" or "PUT" or "DELETE" or "HEAD" or "OPTIONS" or "PATCH" ? method : "(autre)";
}
