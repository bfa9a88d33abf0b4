using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Engine.Reading;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Benchmarks.Measuring;

/// <summary>Questions about random instants and days of the past, by the ports that the API and the pages ask. The 99th percentile of each round.</summary>
internal sealed class AsOf : IBenchmark
{
    private const int PageSize = 50;

    public string Name => "as-of";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var loaded = await run.LoadedAsync(run.Past);
        await using var engine = await BenchEngine.StartAsync(loaded.Database, workers: true, run.Cancellation);
        var (regions, dossiers, differences, dice) = (engine.Get<IRegions>(), engine.Get<IDossiers>(), engine.Get<IDifferences>(), new Dice(1, "questions"));
        (string What, double Aim, int Times, Func<Task> Ask)[] questions =
        [
            ("a region, as known at an instant", 50, 200, () => regions.RegionAsync(Region(), Money(At()), run.Cancellation)),
            ("a region, at an instant, effective on a day", 50, 200, () => regions.RegionAsync(Region(), Money(Both()), run.Cancellation)),
            ("a region, effective on a day", 50, 200, () => regions.RegionAsync(Region(), Money(new Moment(null, Day())), run.Cancellation)),
            ("a region, at an instant, one budget year", 50, 200, () => regions.RegionAsync(Region(), Money(At()) with { BudgetYear = Day().Year }, run.Cancellation)),
            ("the nation, at an instant", 300, 100, () => regions.NationAsync(Money(At()), run.Cancellation)),
            ("the nation, at an instant, effective on a day", 300, 100, () => regions.NationAsync(Money(Both()), run.Cancellation)),
            ("a list of 50, at an instant", 50, 200, () => dossiers.ListAsync(new DossierQuery(Region()), At(), new PageRequest(PageSize), run.Cancellation)),
            ("a list of 50 of the nation, at an instant, effective on a day", 50, 200, () => dossiers.ListAsync(new DossierQuery(), Both(), new PageRequest(PageSize), run.Cancellation)),
            ("a dossier, at an instant", 50, 200, () => dossiers.FindAsync(dice.Pick(loaded.Cpts), At(), run.Cancellation)),
            ("a dossier, at an instant, effective on a day", 50, 200, () => dossiers.FindAsync(dice.Pick(loaded.Cpts), Both(), run.Cancellation)),
            ("what changed in the nation in a month, known since", 500, 100, () => ChangedAsync(at => new Moment(at))),
            ("what changed in the nation in a month, effective since", 500, 100, () => ChangedAsync(at => new Moment(null, DateOnly.FromDateTime(at.UtcDateTime)))),
        ];
        var lines = questions.Select(it => new Line(Name, it.What, "ms at p99") { FloorWhat = "ms at p50", Aim = Aim.AtMostValue(it.Aim) }).ToList();
        await run.RoundsAsync(async counts =>
        {
            foreach (var (question, line) in questions.Zip(lines))
            {
                var times = await Timing.EachAsync(run.Choice.Scaled(question.Times, 20), question.Ask);
                if (!counts) continue;
                line.Values.Add(times[(int)Math.Ceiling(times.Length * 0.99) - 1]);
                line.Floors.Add(times[times.Length / 2]);
            }
        });
        return lines;

        Task ChangedAsync(Func<DateTimeOffset, Moment> moment)
        {
            var at = Instant();
            return differences.BetweenAsync(EntryQuery.All(moment(at)), moment(at.AddMonths(-1)), new PageRequest(PageSize), run.Cancellation);
        }

        string Region() => dice.Pick(ReferenceData.Current.Regions).Code;
        Moment At() => new(Instant());
        Moment Both() => new(Instant(), Day());
        DateOnly Day() => DateOnly.FromDateTime(Instant().UtcDateTime);
        DateTimeOffset Instant() => loaded.History.Start + ((loaded.History.Until - loaded.History.Start) * (dice.Between(0, 1_000_000) / 1_000_000.0));
        static FinancingQuery Money(Moment moment) => new(null, null, null, moment);
    }
}
