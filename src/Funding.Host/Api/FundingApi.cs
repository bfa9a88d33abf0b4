using Funding.Host.Api.Acts;
using Funding.Host.Api.Http;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Api.Reads;
using Funding.Host.Api.Simulating;
using Funding.Host.Erasing;
using Funding.Host.Notifications.DeadLetters;
using Funding.Host.Notifications.Inbox;
using Funding.Host.Notifications.Webhooks.Administering;
using Funding.Host.Security;
using Funding.Host.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Funding.Host.Api;

/// <summary>The HTTP API, as the program adds it.</summary>
public static class FundingApi
{
    /// <summary>
    /// Registers what the API needs. The program registers the engine's ports (<c>IActs</c>, <c>ISealer</c>, <c>IPeople</c>, <c>IDossiers</c>,
    /// <c>IRegions</c>, <c>ITariffs</c>, <c>IAudit</c>), <c>IReferenceData</c>, an <c>ISimulatedClock</c> where there is one, and health checks tagged <c>ready</c>.
    /// </summary>
    public static IServiceCollection AddFundingApi(this IServiceCollection services, FundingSettings settings)
    {
        services.TryAddSingleton(settings);
        services.TryAddSingleton(settings.Rules.ToRules());
        services.AddSingleton<KnownAddresses>();
        if (settings.UsesLocalIssuer()) services.TryAddSingleton<LocalIssuer>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenValidation>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.TryAddSingleton<ClaimsMapping>();
        services.AddTransient<Callers>();
        services.AddHealthChecks();
        // The framework's own request lines show addresses as typed, with their queries.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        services.AddFundingOpenApi();
        return services;
    }

    /// <summary>Adds the API's middleware and endpoints. Called before anything else that writes answers, so that failures under its addresses are problems.</summary>
    public static WebApplication MapFundingApi(this WebApplication app)
    {
        app.Use(Correlation.InvokeAsync);
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<ProblemPages>();

        var api = app.MapGroup("/api/v1").WithMetadata(new ApiMark());
        api.MapActs();
        api.MapDossierReads();
        api.MapRegionReads();
        api.MapOutlookReads();
        api.MapTariffReads();
        api.MapAuditReads();
        api.MapExportReads();
        api.MapProofReads();
        api.MapEvaluationReads();
        api.MapReplayReads();
        api.MapDiffReads();
        api.MapProvenanceReads();
        api.MapContractSimulations();
        api.MapSimulation();
        api.MapInbox();
        api.MapMailboxes();
        api.MapWebhooks();
        api.MapDeadLetters();
        api.MapErasures();
        var others = app.MapGroup("").WithMetadata(new ApiMark());
        others.MapHealth();
        others.MapGet("/problems/{slug}", (Delegate)(Func<HttpContext, IResult>)ProblemTypes.Explain).ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }
}
