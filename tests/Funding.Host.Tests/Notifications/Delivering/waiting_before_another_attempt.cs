using Funding.Host.Notifications.Delivering;

namespace Funding.Host.Tests.Notifications.Delivering;

/// <summary>Unit. Chance is given.</summary>
public sealed class waiting_before_another_attempt
{
    private static readonly Backoff Backoff = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(7, 1920)]
    [InlineData(8, 3600)]
    [InlineData(1_000_000, 3600)]
    public void the_bound_doubles_up_to_the_most(int failures, int seconds) => Backoff.Bound(failures).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void the_wait_is_anywhere_below_the_bound_by_chance()
    {
        Backoff.After(3, 1).ShouldBe(TimeSpan.FromSeconds(120));
        Backoff.After(3, 0.25).ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void chance_never_makes_it_nothing() => Backoff.After(8, 0).ShouldBe(TimeSpan.FromSeconds(3));

    [Fact]
    public void a_first_bound_above_the_most_is_the_most() => new Backoff(TimeSpan.FromHours(2), TimeSpan.FromHours(1)).After(1, 1).ShouldBe(TimeSpan.FromHours(1));
}
