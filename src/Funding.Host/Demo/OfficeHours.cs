using Funding.Domain;

namespace Funding.Host.Demo;

/// <summary>When an agency records acts: on working days, from 9:00 to 17:59 of the legal time of its region.</summary>
internal static class OfficeHours
{
    private static readonly (int Month, int Day)[] Holidays = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];

    /// <summary>The day, or the first working day after it.</summary>
    public static DateOnly WorkingDay(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || Holidays.Contains((day.Month, day.Day))) day = day.AddDays(1);
        return day;
    }

    /// <summary>An instant of the office hours of that day, or of the first working day after it.</summary>
    public static DateTimeOffset On(DateOnly day, TimeZoneInfo zone, Dice dice)
        => zone.StartOf(WorkingDay(day)).AddHours(dice.Between(9, 17)).AddMinutes(dice.Between(0, 59)).AddSeconds(dice.Between(0, 59));
}
