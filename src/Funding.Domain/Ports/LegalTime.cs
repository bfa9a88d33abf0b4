namespace Funding.Domain.Ports;

/// <summary>Legal time by region, and that of the mainland where no region is meant.</summary>
public static class LegalTime
{
    private const string Capital = "11";

    /// <summary>The time zone of the mainland: Île-de-France's.</summary>
    public static TimeZoneInfo MainlandZone(this IReferenceData reference) => reference.ZoneOf(Capital);

    /// <summary>The legal day of a region that contains the instant; of the mainland for a code that is no region, which the rules refuse anyway.</summary>
    public static DateOnly DayIn(this IReferenceData reference, string? region, DateTimeOffset instant)
        => (region is not null && reference.IsRegion(region) ? reference.ZoneOf(region) : reference.MainlandZone()).DayOf(instant);
}
