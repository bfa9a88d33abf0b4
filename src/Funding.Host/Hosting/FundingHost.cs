using System.Globalization;
using Funding.Engine;
using Funding.Engine.Clocks;
using Funding.Host.Api;
using Funding.Host.Exporting;
using Funding.Host.Metrics;
using Funding.Host.Notifications;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Web;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using Serilog;

namespace Funding.Host.Hosting;

/// <summary>The web application: engine, workers, API and pages on one database.</summary>
public static class FundingHost
{
    private const int LargestBody = 1 << 20;

    /// <summary>The builder, with settings read and nothing started.</summary>
    public static (WebApplicationBuilder Builder, FundingSettings Settings) CreateBuilder()
    {
        // The name is given: the static files are listed under it, and another program (a test) may be the one that started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(FundingHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        return (builder, Configuration.Read(builder.Configuration));
    }

    /// <summary>Builds the application on an open database.</summary>
    public static async Task<WebApplication> BuildAsync(
        WebApplicationBuilder builder, FundingSettings settings, RuntimeDatabase database, ServeOptions options, CancellationToken cancellation)
    {
        ListenGuard.Check(settings.Urls, settings.UsesLocalIssuer());
        var engine = EngineChoice.Of(settings);
        await StrandedCheck.PassAsync(engine, database.Source, cancellation);
        var clock = await ClockAsync(database.Source, options.SimulatedClock, cancellation);
        var logger = Configuration.Logger(builder.Configuration, quiet: false);
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.Data, "keys"))).SetApplicationName("cpts-funding");
        builder.Services.AddSingleton(settings);
        builder.Services.AddFundingEngine(engine, database, clock, settings.Rules.ToRules()).AddEngineWorkers(engine).AddHostedService<TariffPublisher>().AddHostedService<OutlookWarmer>().AddFundingLedger(settings).AddFundingErasing().AddFundingNotifications(settings);
        builder.Services.AddFundingMetrics(builder.Configuration);
        builder.Services.AddFundingApi(settings).AddFundingExports(settings);
        builder.Services.AddFundingPages();
        builder.Services.AddSingleton<DatabaseCheck>().AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: ["ready"]);
        var app = builder.Build();
        await SyntheticMark.UseAsync(app, cancellation);
        app.UseResponseCompression();
        app.UseAuthentication();
        app.MapStaticAssets();
        app.MapFundingApi();
        app.MapFundingPages();
        return app;
    }

    /// <summary>One clock per database: two hosts on two clocks would record one history in two times.</summary>
    private static async Task<DomainClock> ClockAsync(NpgsqlDataSource source, DateTimeOffset? simulated, CancellationToken cancellation)
    {
        var isTraining = await SimulatedClock.IsUsedAsync(source, cancellation);
        if (simulated is not { } start)
            return !isTraining ? new PostgresClock(source)
                : throw new CannotRunException("Cette base est d'entraînement : elle vit sur une horloge simulée. Relancez avec --simulated-clock, ou prenez une autre base.");
        if (!isTraining && await LastOnRealClockAsync(source, cancellation) is { } last)
        {
            if (last.IsAct)
                throw new CannotRunException("Cette base tient des actes enregistrés à l'heure réelle : une horloge simulée les mêlerait à d'autres. Relancez sans --simulated-clock, ou prenez une autre base.");
            if (last.At > start)
                throw new CannotRunException(string.Create(CultureInfo.InvariantCulture, $"Les barèmes de cette base ont été publiés à l'heure réelle, le {last.At:yyyy-MM-dd'T'HH:mm:ss'Z'} : une horloge simulée ne peut pas partir d'avant. Relancez sans --simulated-clock, ou prenez une autre base."));
        }

        return await SimulatedClock.StartAsync(source, start, cancellation);
    }

    /// <summary>
    /// When the last event was recorded, and whether there is any but the tariffs that a host publishes as it starts: those alone are
    /// nobody's acts, but time must not go back behind them either, for what is known at an instant would then be known before it was recorded.
    /// </summary>
    private static async Task<(DateTimeOffset At, bool IsAct)?> LastOnRealClockAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select timestamp, exists (select from funding.mt_events where type <> 'aci_tariff_published') from funding.mt_events order by seq_id desc limit 1");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1)) : null;
    }
}
