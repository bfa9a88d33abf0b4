namespace Funding.Engine.Clocks;

/// <summary>
/// The one clock of domain time, for both engines: PostgreSQL's clock, or the simulated one. Leases, backoff, timeouts and tokens
/// use the real clock of the host instead.
/// </summary>
public abstract class DomainClock : TimeProvider
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>Brings the clock up to date with the database, where it has to be asked, and returns the present instant to the microsecond.</summary>
    public abstract ValueTask<DateTimeOffset> NowAsync(CancellationToken cancellation);

    /// <summary>PostgreSQL keeps microseconds.</summary>
    protected static DateTimeOffset ToMicroseconds(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TicksPerMicrosecond), TimeSpan.Zero);
}
