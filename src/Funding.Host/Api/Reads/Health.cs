using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Api.Json;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Funding.Host.Api.Reads;

/// <summary>Whether the host lives, whether it can serve, and how far its workers are. Names, states and counts only: nothing of what failed gets out.</summary>
internal static class Health
{
    /// <summary>The tag of the checks that readiness asks.</summary>
    public const string Ready = "ready";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", (Delegate)(Func<IResult>)(() => ReadEndpoint.Ok(new { Status = "live" })))
            .WithMetadata(new OperationDoc("Santé", "Whether the process lives.") { IsSecured = false, Problems = [] });
        app.MapGet("/health/ready", (Delegate)(Func<HttpContext, Task<IResult>>)ReadyAsync)
            .WithMetadata(new OperationDoc("Santé", "Whether the host can serve; 503 when it cannot.") { IsSecured = false, Problems = [] });
        app.MapGet("/health/progress", (Delegate)(Func<HttpContext, Task<IResult>>)ProgressAsync)
            .WithMetadata(new OperationDoc("Santé", "What waits for each worker, since when, which host leads it, and the alarms that are raised; 503 when the database does not answer.") { IsSecured = false, Problems = [] });
    }

    private static async Task<IResult> ProgressAsync(HttpContext http)
    {
        try
        {
            var progress = await http.RequestServices.GetRequiredService<IProgressReader>().ReadAsync(http.RequestAborted);
            var alarms = Alarm.Of(progress, http.RequestServices.GetRequiredService<Settings.FundingSettings>().Alarms);
            return ReadEndpoint.Ok(new { progress.Workers, Alarms = alarms.Where(alarm => alarm.IsRaised).Select(alarm => new { alarm.Name, alarm.Seconds, alarm.Count, alarm.Threshold }) });
        }
        catch (NpgsqlException)
        {
            return HttpProblems.OfStatus(StatusCodes.Status503ServiceUnavailable);
        }
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
