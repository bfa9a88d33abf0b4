using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Reporting;
using Spectre.Console;

namespace Funding.Benchmarks.Running;

/// <summary>What a benchmark works with: the stage, the choice, and the databases that several of them share.</summary>
internal sealed class Run(Choice choice, Stage stage, CancellationToken cancellation)
{
    private readonly Dictionary<LongHistory, Loaded> loaded = [];

    public Choice Choice { get; } = choice;

    public Stage Stage { get; } = stage;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The data set of questions about the past.</summary>
    public LongHistory Past => Choice.Quick ? LongHistory.Million with { Cpts = 60, Wanted = 12_000 } : LongHistory.Million;

    /// <summary>A log of so many events.</summary>
    public LongHistory Log(int events) => Histories.Loaded.Log(events, Choice.Quick, DateTimeOffset.UtcNow);

    /// <summary>A database that holds a history; loaded once, and changed only by acts on its ready CPTS.</summary>
    public async Task<Loaded> LoadedAsync(LongHistory history)
    {
        if (loaded.TryGetValue(history, out var there)) return there;
        var time = await Timing.OfAsync(async () => loaded[history] = await Histories.Loaded.LoadAsync(Stage, history, Choice.Quick, Cancellation));
        Say($"{Numbers.Of(loaded[history].Events)} events loaded and projected in {time.TotalSeconds:0} s");
        return loaded[history];
    }

    /// <summary>Measures once a round, after a round that does not count.</summary>
    public async Task RoundsAsync(Func<bool, Task> measure)
    {
        await measure(false);
        for (var round = 1; round <= Choice.Rounds; round++)
        {
            Cancellation.ThrowIfCancellationRequested();
            await measure(true);
        }
    }

    public static void Say(string what) => AnsiConsole.MarkupLineInterpolated(System.Globalization.CultureInfo.InvariantCulture, $"[grey]{DateTime.Now:HH:mm:ss}[/] {what}");
}

/// <summary>Something to measure.</summary>
internal interface IBenchmark
{
    /// <summary>As <c>--only</c> names it.</summary>
    string Name { get; }

    Task<IReadOnlyList<Line>> MeasureAsync(Run run);

    /// <summary>The page that its figures are on.</summary>
    Page Page => Page.Floors;
}
