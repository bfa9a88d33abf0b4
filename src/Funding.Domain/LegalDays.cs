namespace Funding.Domain;

/// <summary>Legal days of a region: a day starts at 00:00 of the region's legal time, whatever the season.</summary>
public static class LegalDays
{
    /// <summary>The legal day that contains the instant.</summary>
    public static DateOnly DayOf(this TimeZoneInfo zone, DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The instant (UTC) at which the legal day starts. Should a clock change skip midnight, the first instant that exists.</summary>
    public static DateTimeOffset StartOf(this TimeZoneInfo zone, DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>The later of two days.</summary>
    public static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;
}
