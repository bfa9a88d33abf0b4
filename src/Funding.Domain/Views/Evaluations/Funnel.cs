namespace Funding.Domain.Views;

/// <summary>The funnel at the end of a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="On">The day counted on: the last of the month, or of the period when it ends before.</param>
/// <param name="Standing">How many CPTS stand at each step on that day; every step is there.</param>
/// <param name="Entered">How many entered each step in the days of the month that are in the period; every step is there.</param>
public sealed record FunnelMonth(DateOnly Month, DateOnly On, IReadOnlyDictionary<FunnelStep, int> Standing, IReadOnlyDictionary<FunnelStep, int> Entered);

/// <summary>Works out the funnel over time, by the dates of the acts.</summary>
public static class Funnel
{
    /// <summary>The months from one day to another, oldest first; none when the period is empty.</summary>
    public static IReadOnlyList<FunnelMonth> ByMonth(IReadOnlyList<CptsPath> paths, DateOnly from, DateOnly to)
    {
        var entered = paths.SelectMany(path => path.StepsEntered()).Where(it => it.On >= from && it.On <= to).ToLookup(it => FirstOf(it.On), it => it.Step);
        var months = new List<FunnelMonth>();
        for (var month = FirstOf(from); month <= to && from <= to; month = month.AddMonths(1))
        {
            var last = month.AddMonths(1).AddDays(-1);
            var on = last < to ? last : to;
            months.Add(new(month, on, Count(paths.Select(path => path.StepOn(on)).OfType<FunnelStep>()), Count(entered[month])));
        }

        return months;
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static Dictionary<FunnelStep, int> Count(IEnumerable<FunnelStep> steps)
    {
        var counts = Enum.GetValues<FunnelStep>().ToDictionary(step => step, _ => 0);
        foreach (var step in steps) counts[step]++;
        return counts;
    }
}
