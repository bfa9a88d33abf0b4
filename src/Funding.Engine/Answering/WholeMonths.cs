namespace Funding.Engine.Answering;

/// <summary>A period of days as whole months and what is left of the months at its ends.</summary>
/// <param name="First">First day of the first whole month; null when the period has no first day.</param>
/// <param name="End">The day after the last whole month; null when the period has no last day.</param>
/// <param name="Rest">The days outside whole months, as periods of first and last day.</param>
/// <param name="Any">Whether there is a whole month at all.</param>
internal sealed record WholeMonths(DateOnly? First, DateOnly? End, IReadOnlyList<(DateOnly From, DateOnly To)> Rest, bool Any)
{
    /// <summary>Of the days from one to another, both included; null bounds nothing.</summary>
    public static WholeMonths Of(DateOnly? from, DateOnly? to)
    {
        var first = from is { } start ? AtOrAfter(start) : (DateOnly?)null;
        var end = to is { } last ? MonthOf(last == DateOnly.MaxValue ? last : last.AddDays(1)) : (DateOnly?)null;
        if (from > to) return new(null, null, [], false);
        if ((first ?? DateOnly.MinValue) >= (end ?? DateOnly.MaxValue)) return new(null, null, [(from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue)], false);
        var rest = new List<(DateOnly, DateOnly)>();
        if (from < first) rest.Add((from.Value, first.Value.AddDays(-1)));
        if (end <= to) rest.Add((end.Value, to.Value));
        return new(first, end, rest, true);
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The first of a month on or after a day; the last day that there is for the month in which none follows.</summary>
    private static DateOnly AtOrAfter(DateOnly day)
        => day.Day == 1 ? day : day.Year == 9999 && day.Month == 12 ? DateOnly.MaxValue : MonthOf(day).AddMonths(1);
}
