using Funding.Engine.Reading;

namespace Funding.Host.Web.Pages;

/// <summary>What falls due in a month, as a calendar shows it: weeks from Monday to Sunday.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Due">How many fall due on each day that has any.</param>
public sealed record CalendarMonth(DateOnly First, IReadOnlyDictionary<DateOnly, int> Due)
{
    private const int Week = 7;

    /// <summary>The days of each week; null for those of the months before and after.</summary>
    public IEnumerable<DateOnly?[]> Weeks
    {
        get
        {
            var monday = First.AddDays(-(((int)First.DayOfWeek + Week - 1) % Week));
            for (var week = monday; week < First.AddMonths(1); week = week.AddDays(Week))
                yield return [.. Enumerable.Range(0, Week).Select(it => week.AddDays(it)).Select(day => (day.Year, day.Month) == (First.Year, First.Month) ? day : (DateOnly?)null)];
        }
    }

    /// <summary>The months in which anything falls due, earliest first.</summary>
    /// <param name="items">What falls due; what is overdue stands in the list alone.</param>
    public static IReadOnlyList<CalendarMonth> Of(IEnumerable<DeadlineItem> items)
        =>
        [
            .. from item in items
               where !item.Deadline.IsOverdue(item.Today)
               group item by new DateOnly(item.Deadline.On.Year, item.Deadline.On.Month, 1) into month
               orderby month.Key
               select new CalendarMonth(month.Key, month.GroupBy(it => it.Deadline.On).ToDictionary(it => it.Key, it => it.Count())),
        ];
}
