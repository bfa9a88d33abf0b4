using Funding.Domain.Rights;
using Funding.Engine;
using Funding.Engine.Clocks;
using Funding.Host.Demo;
using Funding.Host.Hosting;
using Funding.Host.Reference;
using Funding.Host.Security.SignIn;
using Funding.Host.Settings;

namespace Funding.Host.Cli;

/// <summary>Makes up the history of the demonstration, once.</summary>
internal static class DemoVerb
{
    /// <summary>Whom one may sign in as, for who starts it.</summary>
    public static string Users()
    {
        var users = DemoUsers.Of(ReferenceData.Current.Regions[0]).ToLookup(user => user.Region == Caller.Nation, user => user.Person.Name.Split(',')[0]);
        return $"On s'y connecte sans mot de passe, en choisissant qui l'on est : dans chaque région {string.Join(", ", users[false])} ; pour la nation {string.Join(", ", users[true])} ; et l'association de chaque CPTS.";
    }

    public static async Task SeedAsync(RuntimeDatabase database, FundingSettings settings, DemoOptions options, CancellationToken cancellation)
    {
        var services = new ServiceCollection().AddLogging().AddFundingEngine(EngineChoice.Of(settings), database, new PostgresClock(database.Source), settings.Rules.ToRules()).AddScoped<DemoSeeder>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await Progress.RunAsync("Histoire synthétique", async progress =>
            await scope.ServiceProvider.GetRequiredService<DemoSeeder>().SeedAsync(options, progress, cancellation));
    }
}
