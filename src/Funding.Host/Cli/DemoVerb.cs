using Funding.Engine;
using Funding.Engine.Clocks;
using Funding.Host.Demo;
using Funding.Host.Hosting;
using Funding.Host.Settings;

namespace Funding.Host.Cli;

/// <summary>Makes up the history of the demonstration, once.</summary>
internal static class DemoVerb
{
    public static async Task SeedAsync(RuntimeDatabase database, FundingSettings settings, DemoOptions options, CancellationToken cancellation)
    {
        var services = new ServiceCollection().AddLogging().AddFundingEngine(EngineChoice.Of(settings), database, new PostgresClock(database.Source), settings.Rules.ToRules()).AddScoped<DemoSeeder>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await Progress.RunAsync("Histoire synthétique", async progress =>
            await scope.ServiceProvider.GetRequiredService<DemoSeeder>().SeedAsync(options, progress, cancellation));
    }
}
