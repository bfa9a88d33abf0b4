using Funding.Host.Clocks;
using Funding.Host.Demo;
using Funding.Host.Engine;
using Funding.Host.Settings;
using Npgsql;

namespace Funding.Host.Cli;

/// <summary>Makes up the history of the demonstration, once.</summary>
internal static class DemoVerb
{
    public static async Task SeedAsync(NpgsqlDataSource source, FundingSettings settings, DemoOptions options, CancellationToken cancellation)
    {
        var services = new ServiceCollection().AddLogging().AddFundingEngine(source, new PostgresClock(source), settings.Rules.ToRules()).AddScoped<DemoSeeder>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await Progress.RunAsync("Histoire synthétique", async progress =>
            await scope.ServiceProvider.GetRequiredService<DemoSeeder>().SeedAsync(options, progress, cancellation));
    }
}
