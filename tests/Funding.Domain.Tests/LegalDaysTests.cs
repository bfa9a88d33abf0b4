using System.Globalization;

namespace Funding.Domain.Tests;

public class LegalDaysTests
{
    private static readonly Gazetteer Reference = new();

    [Theory]
    [InlineData("84", "2024-07-15T21:59:59Z", "2024-07-15")] // summer: UTC+2
    [InlineData("84", "2024-07-15T22:00:00Z", "2024-07-16")]
    [InlineData("84", "2027-12-31T22:59:59Z", "2027-12-31")] // winter: UTC+1
    [InlineData("84", "2027-12-31T23:00:00Z", "2028-01-01")]
    [InlineData("04", "2027-12-31T19:59:59Z", "2027-12-31")] // La Réunion: UTC+4
    [InlineData("04", "2027-12-31T20:00:00Z", "2028-01-01")]
    public void A_day_starts_at_midnight_of_the_region(string region, string instant, string day)
        => Reference.ZoneOf(region).DayOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)).ShouldBe(Day(day));

    [Theory]
    [InlineData("84", "2024-07-16", "2024-07-15T22:00:00Z")]
    [InlineData("84", "2024-03-31", "2024-03-30T23:00:00Z")] // the clock changes later that night
    [InlineData("84", "2024-10-27", "2024-10-26T22:00:00Z")]
    [InlineData("04", "2028-01-01", "2027-12-31T20:00:00Z")]
    public void The_instant_at_which_a_day_starts(string region, string day, string instant)
        => Reference.ZoneOf(region).StartOf(Day(day)).ShouldBe(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    [Fact]
    public void Where_a_clock_change_skips_midnight_the_day_starts_at_the_first_instant_that_exists()
        => TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut").StartOf(Day("2024-03-31")).ShouldBe(new DateTimeOffset(2024, 3, 30, 22, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Where_midnight_comes_twice_the_day_starts_at_the_first()
        => TimeZoneInfo.FindSystemTimeZoneById("America/Havana").StartOf(Day("2024-11-03")).ShouldBe(new DateTimeOffset(2024, 11, 3, 4, 0, 0, TimeSpan.Zero));
}
