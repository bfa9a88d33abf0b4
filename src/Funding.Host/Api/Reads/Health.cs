using Funding.Host.Api.Json;
using Funding.Host.Api.OpenApi;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Funding.Host.Api.Reads;

/// <summary>Whether the host lives, and whether it can serve. Names of checks and states only: nothing of what failed gets out.</summary>
internal static class Health
{
    /// <summary>The tag of the checks that readiness asks.</summary>
    public const string Ready = "ready";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", (Delegate)(Func<IResult>)(() => ReadEndpoint.Ok(new { Status = "live" })))
            .WithMetadata(new OperationDoc("Santé", "Whether the process lives.") { IsSecured = false, Problems = [] });
        app.MapGet("/health/ready", (Delegate)(Func<HttpContext, Task<IResult>>)ReadyAsync)
            .WithMetadata(new OperationDoc("Santé", "Whether the host can serve; 503 when it cannot.") { IsSecured = false, Problems = [503] });
    }

    private static async Task<IResult> ReadyAsync(HttpContext http)
    {
        var checks = http.RequestServices.GetRequiredService<HealthCheckService>();
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(Ready), http.RequestAborted);
        var isReady = report.Status != HealthStatus.Unhealthy;
        return Results.Json(
            new { Status = isReady ? "ready" : "unready", Checks = report.Entries.ToDictionary(entry => entry.Key, entry => Slug.Of(entry.Value.Status), StringComparer.Ordinal) },
            ApiJson.Options,
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
