namespace Funding.Engine.Clocks;

/// <summary>The clock of training and tests: it stands still between moves. It feeds domain time only.</summary>
public interface ISimulatedClock
{
    /// <summary>The present simulated instant (UTC), wherever it was moved to last by any host.</summary>
    ValueTask<DateTimeOffset> NowAsync(CancellationToken cancellation);

    /// <summary>Moves every host on the database to an instant, or leaves it where it is; false, and nothing moved, when that would be going back.</summary>
    Task<bool> MoveToAsync(DateTimeOffset instant, CancellationToken cancellation);
}
