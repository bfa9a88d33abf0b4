using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;

namespace Funding.Benchmarks.Measuring;

/// <summary>
/// The pages that a day begins with, on the demonstration of 1 000 CPTS and 10 years: the desks, the regions and the list, each as it is
/// first asked for after a start, and again. Each round is a start of its own. Times end with the last byte, over loopback.
/// </summary>
internal sealed class FirstPages : IBenchmark
{
    private const double Most = 300;
    private const int Again = 20;

    private static readonly (string What, string Region, string Who, string Path)[] Asked =
    [
        ("desk of an ARS officer", "84", "officer-1-84", "/"),
        ("desk of an Assurance maladie officer", "84", "am-officer-1-84", "/"),
        ("desk of a national auditor", "84", "auditor", "/"),
        ("the regions", "84", "officer-1-84", "/regions"),
        ("the list of all CPTS", "84", "auditor", "/cpts"),
    ];

    public string Name => "pages";

    public Page Page { get; } = new("The first pages of a day", "--only pages --out docs/benchmarks-pages", "floor")
    {
        Said = rounds => $"""
            Each figure is the median of {rounds} rounds, with the least and the most. A round is a start of the program itself, on the demonstration of 1 000 CPTS and 10 years, with its embedded server; each page is then asked for once,
            and {Again} times more, of which the median counts. Times are those of the whole answer over loopback, last byte included, compressed as browsers ask for it. They have no floor.
            """,
    };

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var folder = Path.Combine(run.Stage.Folder, "demo");
        var first = Asked.Select(it => new Line(Name, $"{it.What}, first time after a start", "ms") { Aim = Aim.AtMostValue(Most) }).ToList();
        var again = Asked.Select(it => new Line(Name, $"{it.What}, again", "ms") { Aim = Aim.AtMostValue(Most) }).ToList();
        await run.RoundsAsync(async counts =>
        {
            await using var host = await ServingHost.DemoAsync(folder, run.Choice.Quick ? 60 : 1_000, run.Cancellation);
            foreach (var (asked, i) in Asked.Select((it, i) => (it, i)))
            {
                await host.SignInAsync(asked.Region, asked.Who);
                var cold = await Timing.OfAsync(() => host.PageAsync(asked.Path, run.Cancellation));
                var warm = await Timing.EachAsync(Again, () => host.PageAsync(asked.Path, run.Cancellation));
                if (!counts) continue;
                first[i].Values.Add(cold.TotalMilliseconds);
                again[i].Values.Add(warm[warm.Length / 2]);
            }
        });
        return [.. first, .. again];
    }
}
