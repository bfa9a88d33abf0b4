using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Funding.Engine.Reading;
using Funding.Host.Demo;
using Funding.Host.Hosting;
using Funding.Host.Notifications;
using Funding.Host.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Serilog.Extensions.Logging;

namespace Funding.Host.Cli;

/// <summary><c>serve</c> and <c>demo</c>.</summary>
internal static class ServeVerb
{
    private static readonly Option<string?> Clock = new("--simulated-clock")
    {
        Description = "Horloge simulée (formation, essais) : part de cet instant (RFC 3339) et n'avance que par PUT /api/v1/simulation/clock.",
        HelpName = "INSTANT",
    };

    public static Command Serve()
    {
        var command = new Command("serve", "Sert l'API et les pages, et fait tourner les tâches de fond (verbe par défaut).") { Clock };
        command.SetAction((parsed, cancellation) => RunAsync(new ServeOptions(InstantOf(parsed.GetValue(Clock))), cancellation));
        return command;
    }

    public static Command Demo()
    {
        var cpts = new Option<int>("--cpts") { Description = "Nombre de CPTS.", HelpName = "N", DefaultValueFactory = _ => DemoOptions.DefaultCpts };
        var years = new Option<int>("--years") { Description = "Nombre d'années d'histoire.", HelpName = "N", DefaultValueFactory = _ => DemoOptions.DefaultYears };
        var seed = new Option<int>("--seed") { Description = "Graine : la même donne la même histoire.", HelpName = "N", DefaultValueFactory = _ => 1 };
        cpts.Validators.Add(result => Within(result, DemoOptions.MostCpts));
        years.Validators.Add(result => Within(result, DemoOptions.MostYears));
        var command = new Command("demo", "Sert des données de référence réelles et une histoire synthétique, dans un dossier de données à part.") { cpts, years, seed };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ServeOptions(Demo: new DemoOptions(parsed.GetValue(cpts), parsed.GetValue(years), parsed.GetValue(seed), DateTimeOffset.UtcNow)), cancellation));
        return command;
    }

    public static async Task<int> RunAsync(ServeOptions options, CancellationToken cancellation)
    {
        var (builder, settings) = FundingHost.CreateBuilder();
        if (options.Demo is not null) settings = settings.OfDemo();
        ListenGuard.Check(settings.Urls, settings.UsesLocalIssuer()); // before a server is started for nothing
        NotificationServices.Check(settings);
        using var startup = new SerilogLoggerFactory(Configuration.Logger(builder.Configuration, quiet: false), dispose: true);
        await using var database = await DatabaseHome.OpenAsync(settings, shared: false, startup.CreateLogger("Funding.Host"), cancellation);
        if (options.Demo is { } demo) await DemoVerb.SeedAsync(database.Database, settings, demo, cancellation);
        await using var app = await FundingHost.BuildAsync(builder, settings, database.Database, options, cancellation);
        await app.StartAsync(cancellation);
        if (options.Demo is not null) await ViewsReady.WaitAsync(app.Services.GetRequiredService<IProgressReader>(), cancellation);
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
            Console.Out.WriteLine(options.Demo is null ? $"En écoute sur {address}" : $"Démonstration (données synthétiques) sur {address} — Ctrl+C pour arrêter");
        if (options.Demo is not null) Console.Out.WriteLine(DemoVerb.Users());
        if (options.Demo is not null) Console.Out.WriteLine("Les autres verbes s'adressent à elle avec --demo : « token --demo --role auditor --region '*' --user MOI », « verify --demo », « replay CPTS --demo »…");
        var stopped = app.WaitForShutdownAsync(cancellation);
        if (database.Exited is not { } exited || await Task.WhenAny(stopped, exited) == stopped)
        {
            await stopped;
            return 0;
        }

        await Console.Error.WriteLineAsync((await exited).Message);
        await app.StopAsync(CancellationToken.None);
        return 1;
    }

    /// <summary>Said before anything is started; a value that is no number has its own message.</summary>
    private static void Within(OptionResult result, int most)
    {
        if (int.TryParse(result.Tokens is [var only] ? only.Value : null, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && (value < 1 || value > most))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{result.IdentifierToken?.Value} : de 1 à {most} (« {value} » donné)."));
    }

    private static DateTimeOffset? InstantOf(string? text)
        => text is null ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToUniversalTime()
            : throw new CannotRunException($"« {text} » n'est pas un instant : 2024-02-01T08:00:00Z, par exemple.");
}
