using System.Globalization;
using Funding.Host.Presentation;
using Spectre.Console;

namespace Funding.Host.Cli;

/// <summary>A moving bar with a count on the standard error stream; where that is no terminal, one line at the end.</summary>
internal static class Progress
{
    public static async Task<T> RunAsync<T>(string title, Func<IProgress<int>, Task<T>> work)
    {
        var told = 0;
        if (!Console.IsErrorRedirected) return await BarAsync(title, work);
        var result = await work(new Told(count => told = count));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{title} : {French.Of(told)}"));
        return result;
    }

    private static Task<T> BarAsync<T>(string title, Func<IProgress<int>, Task<T>> work)
        => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(title).IsIndeterminate();
                return await work(new Told(count => bar.Description = $"{title} : {French.Of(count)}"));
            });

    private sealed class Told(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
