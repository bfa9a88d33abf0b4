namespace Funding.Engine.Reading;

/// <summary>What falls due by itself.</summary>
public interface IDueDates
{
    /// <summary>
    /// Waits, some seconds at most, until all that is due now is recorded: after a move of the simulated clock, what fell due is known
    /// since that move and not since a later one.
    /// </summary>
    Task SettleAsync(CancellationToken cancellation);
}
