using System.CommandLine;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;

int[] logs = [10_000, 300_000, 3_000_000];
int[] quickLogs = [3_000, 9_000];

var only = new Option<string[]>("--only") { Description = $"Only these: {string.Join(", ", Benchmarks.Names)}.", AllowMultipleArgumentsPerToken = true, HelpName = "NAME" };
var rounds = new Option<int>("--rounds") { Description = "How often each is measured, with its floor.", DefaultValueFactory = _ => 3, HelpName = "N" };
var events = new Option<int[]>("--events") { Description = $"Sizes of the log ({string.Join(", ", logs)} by default).", AllowMultipleArgumentsPerToken = true, HelpName = "N" };
var quick = new Option<bool>("--quick") { Description = "About a minute, to see that everything runs; its figures are worth nothing and are not written." };
var output = new Option<string?>("--out") { Description = "Writes PATH.md and PATH.json.", HelpName = "PATH" };
only.Validators.Add(result => { if (Benchmarks.Fault(result.GetValueOrDefault<string[]>() ?? []) is { } fault) result.AddError(fault); });
rounds.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--rounds: at least 1."); });
events.Validators.Add(result => { if (result.GetValueOrDefault<int[]>() is { } sizes && Array.Exists(sizes, size => size < 1_000)) result.AddError("--events: at least 1000."); });

var root = new RootCommand("Measures the engine against floors taken in the same rounds on the same server. On a quiet machine, built with -c Release.") { only, rounds, events, quick, output };
root.SetAction(async (parsed, cancellation) =>
{
    var isQuick = parsed.GetValue(quick);
    int[] sizes = parsed.GetValue(events) is { Length: > 0 } given ? [.. given.Distinct().Order()] : isQuick ? quickLogs : logs;
    var chosen = Benchmarks.Of(parsed.GetValue(only) ?? []);
    var choice = new Choice(isQuick ? 1 : parsed.GetValue(rounds), sizes, isQuick);
    await using var stage = await Stage.StartAsync(cancellation);
    var machine = Machine.Look(stage.Folder, await stage.SettingsAsync(cancellation));
    var run = new Run(choice, stage, cancellation);
    var lines = new List<Line>();
    foreach (var benchmark in chosen)
    {
        Run.Say(benchmark.Name);
        lines.AddRange(await benchmark.MeasureAsync(run));
        // After each, so that a run that is stopped leaves what it measured.
        if (parsed.GetValue(output) is { } path && !isQuick) await Report.WriteAsync(path, benchmark.Page, machine, choice.Rounds, lines);
    }

    Report.Show(chosen[0].Page, lines);
    return 0;
});
return await root.Parse(args).InvokeAsync();
