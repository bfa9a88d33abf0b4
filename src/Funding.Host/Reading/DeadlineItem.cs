using System.Globalization;
using Funding.Domain.Views;

namespace Funding.Host.Reading;

/// <summary>A deadline with the dossier that it belongs to.</summary>
/// <param name="Outlook">The dossier.</param>
/// <param name="Deadline">The deadline.</param>
/// <param name="Today">The legal day on which it was looked at.</param>
public sealed record DeadlineItem(Outlook Outlook, Deadline Deadline, DateOnly Today)
{
    /// <summary>What is overdue, and what falls due within so many days; earliest first.</summary>
    public static IEnumerable<DeadlineItem> Within(IEnumerable<Outlook> outlooks, int days, Func<string, DateOnly> today)
        => from outlook in outlooks
           let day = today(outlook.RegionCode)
           from deadline in outlook.Deadlines
           where deadline.On <= day.AddDays(days)
           orderby deadline.On, deadline.Kind, outlook.Name, outlook.Id
           select new DeadlineItem(outlook, deadline, day);

    /// <summary>A page of them; its cursor counts what was shown.</summary>
    public static Page<DeadlineItem> Page(IEnumerable<DeadlineItem> items, PageRequest page)
    {
        var shown = 0;
        if (page.After is not null && !int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out shown)) throw new InvalidCursorException();
        var found = items.Skip(shown).Take(page.Size + 1).ToList();
        return found.Count <= page.Size
            ? new Page<DeadlineItem>(found, null)
            : new Page<DeadlineItem>(found[..^1], (shown + page.Size).ToString(CultureInfo.InvariantCulture));
    }
}
