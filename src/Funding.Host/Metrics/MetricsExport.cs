using Funding.Engine.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Funding.Host.Metrics;

/// <summary>Sends the metrics over OTLP while the host runs. Where to and how is said by OpenTelemetry's own variables (<c>OTEL_EXPORTER_OTLP_*</c>).</summary>
internal sealed class MetricsExport(IConfiguration configuration) : IHostedService, IDisposable
{
    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    private MeterProvider? provider;

    /// <summary>Whether an endpoint is configured; without one nothing is measured for export and nothing is sent.</summary>
    public static bool IsWanted(IConfiguration configuration) => Endpoints.Any(name => !string.IsNullOrWhiteSpace(configuration[name]));

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? "cpts-funding", serviceVersion: typeof(MetricsExport).Assembly.GetName().Version?.ToString(3)))
            .AddMeter(FundingMeter.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, for a few seconds at most.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => provider?.Shutdown(timeoutMilliseconds: 3_000), CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose() => provider?.Dispose();
}
