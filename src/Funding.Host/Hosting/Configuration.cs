using Funding.Host.Embedded;
using Funding.Host.Settings;
using Npgsql;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Funding.Host.Hosting;

/// <summary>Settings and logs, the same for every verb.</summary>
public static class Configuration
{
    /// <summary>The settings from appsettings and environment variables.</summary>
    public static FundingSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(FundingSettings.Section).Get<FundingSettings>() ?? new FundingSettings();
        _ = EngineChoice.Of(settings); // or it is refused before anything is started
        return settings.Demo ? (settings with { Demo = false }).OfDemo() : settings;
    }

    /// <summary>The settings of a verb that serves nothing.</summary>
    public static FundingSettings Read() => Read(Load());

    /// <summary>appsettings and environment variables, where no web application reads them.</summary>
    public static IConfiguration Load() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();

    /// <summary>Logs go to the standard error stream, so that what a verb answers on the standard output stays clean; no name is ever in them.</summary>
    /// <param name="configuration">Section <c>Serilog</c> for levels; <c>Funding:Logs</c> is <c>console</c> (default) or <c>json</c>.</param>
    /// <param name="quiet">Warnings and worse only.</param>
    public static Serilog.Core.Logger Logger(IConfiguration configuration, bool quiet)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(quiet ? LogEventLevel.Warning : LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning).MinimumLevel.Override("System", LogEventLevel.Warning)
            // It warns at each start that keys are not encrypted at rest: they are in files that only the host's user reads.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext();
        return (configuration["Funding:Logs"] == "json"
            ? logger.WriteTo.Console(new JsonFormatter(renderMessage: true), standardErrorFromLevel: LogEventLevel.Verbose)
            : logger.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj} {CorrelationId}{NewLine}{Exception}",
                formatProvider: System.Globalization.CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose)).CreateLogger();
    }

    /// <summary>Whether an exception is a message for the operator rather than a fault of the program.</summary>
    public static bool IsMessage(Exception failure) => failure
        is CannotRunException or EmbeddedPostgresException or ArgumentException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException or NpgsqlException;
}
