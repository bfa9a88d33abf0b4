using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Api;

public sealed class LegalTodayTests
{
    private readonly LegalToday legal = new(new StillClock(), ReferenceData.Current);

    [Theory]
    [InlineData("2024-03-31T22:30:00Z", "84", "2024-04-01")]
    [InlineData("2024-03-31T22:30:00Z", "02", "2024-03-31")]
    [InlineData("2024-06-01T07:59:59Z", "84", "2024-06-01")]
    [InlineData("2030-01-01T00:00:00Z", "84", "2024-06-01")]
    [InlineData("9999-12-31T23:59:59Z", "06", "2024-06-01")]
    public async Task The_day_is_that_of_the_instant_asked_and_never_one_still_to_come(string asOf, string region, string day)
        => (await legal.ByRegionAsync(new Moment(DateTimeOffset.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture)), CancellationToken.None))(region)
            .ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
}
