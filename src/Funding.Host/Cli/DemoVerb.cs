using Funding.Host.Clocks;
using Funding.Host.Demo;
using Funding.Host.Engine;
using Funding.Host.Settings;
using Npgsql;
using Spectre.Console;

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

/// <summary>A progress bar on the standard error stream; a line now and then where there is no terminal.</summary>
internal static class Progress
{
    public static async Task<T> RunAsync<T>(string title, Func<IProgress<int>, Task<T>> work)
    {
        // Told outright: left to guess, it colours what goes to a file.
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Console.IsErrorRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        return await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(title).IsIndeterminate();
                return await work(new Told(count => bar.Description = $"{title} : {count:N0}"));
            });
    }

    private sealed class Told(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
