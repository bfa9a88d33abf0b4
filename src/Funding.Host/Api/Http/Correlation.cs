using Serilog.Context;

namespace Funding.Host.Api.Http;

/// <summary>The id that follows a request through events and logs: the caller's <c>X-Correlation-Id</c> if it is a UUID, else a fresh one.</summary>
internal static class Correlation
{
    public const string Header = "X-Correlation-Id";

    private static readonly object Key = new();

    /// <summary>The id of this request, or null outside the middleware.</summary>
    public static Guid? Of(HttpContext context) => context.Items[Key] as Guid?;

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var id = Guid.TryParseExact(context.Request.Headers[Header].ToString(), "D", out var given) && given != Guid.Empty ? given : Guid.CreateVersion7();
        context.Items[Key] = id;
        context.Response.Headers[Header] = id.ToString();
        using (LogContext.PushProperty("CorrelationId", id)) await next(context);
    }
}
