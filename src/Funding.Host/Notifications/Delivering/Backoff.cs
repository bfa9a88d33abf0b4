namespace Funding.Host.Notifications.Delivering;

/// <summary>
/// How long to wait after failures: a bound that doubles up to a most, and anything below it (full jitter), so that what failed together
/// does not come back together. Never less than a tenth of the first bound: chance must not make a wait of nothing.
/// </summary>
/// <param name="First">The bound after the first failure.</param>
/// <param name="Most">The largest bound.</param>
internal sealed record Backoff(TimeSpan First, TimeSpan Most)
{
    private const int Doublings = 30; // beyond any bound, and short of overflow

    /// <summary>The bound after so many failures (1 or more).</summary>
    public TimeSpan Bound(int failures)
    {
        var bound = First * Math.Pow(2, Math.Min(failures - 1, Doublings));
        return bound < Most ? bound : Most;
    }

    /// <summary>The wait after so many failures (1 or more).</summary>
    /// <param name="failures">How many there were.</param>
    /// <param name="chance">From 0 to 1.</param>
    public TimeSpan After(int failures, double chance)
    {
        var (wait, least) = (Bound(failures) * chance, First / 10);
        return wait > least ? wait : least;
    }
}
