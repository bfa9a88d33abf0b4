namespace Funding.Drills.Load;

/// <summary>Domain time as the callers know it: the simulated clock as it was last moved, or the real one.</summary>
internal sealed class DrillClock(DateTimeOffset? simulated)
{
    /// <summary>Legal days of the two regions.</summary>
    public static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private DateTimeOffset? simulated = simulated;

    public bool IsSimulated => simulated is not null;

    public DateTimeOffset Now => simulated ?? DateTimeOffset.UtcNow;

    public DateOnly Today => DayOf(Now);

    /// <summary>The legal day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Paris).Date);

    /// <summary>Notes that the clock was moved, after it was.</summary>
    public void MovedTo(DateTimeOffset instant) => simulated = instant;

    /// <summary>The instant at which a legal day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Paris.GetUtcOffset(midnight));
    }
}
