using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Funding.Host.Metrics;

/// <summary>What is measured, and its export where one is configured.</summary>
internal static class MetricsServices
{
    /// <summary>Adds the gauges of the workers and the export when an OTLP endpoint is configured; else nothing.</summary>
    public static IServiceCollection AddFundingMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        if (!MetricsExport.IsWanted(configuration)) return services;
        services.TryAddSingleton<ProgressMeter>();
        return services.AddHostedService(provider => provider.GetRequiredService<ProgressMeter>()).AddHostedService<MetricsExport>();
    }
}
