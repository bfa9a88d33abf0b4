namespace Funding.Host.Reading;

/// <summary>What waits for a worker.</summary>
/// <param name="Waiting">How many.</param>
/// <param name="OldestSeconds">Age of the oldest, in seconds of domain time; null when nothing waits.</param>
public sealed record Backlog(long Waiting, double? OldestSeconds);

/// <summary>How far the workers are, read from the tables and so the same whichever host answers.</summary>
/// <param name="Unnumbered">Events without a ledger position.</param>
/// <param name="Unprojected">Numbered events that the views do not hold yet.</param>
/// <param name="Overdue">Dossiers on which something has fallen due and is not recorded.</param>
/// <param name="SkippedEvents">Events that could not be projected, since the beginning: any one deserves a look.</param>
public sealed record WorkProgress(Backlog Unnumbered, Backlog Unprojected, Backlog Overdue, long SkippedEvents);

/// <summary>Tells how far the workers are.</summary>
public interface IProgressReader
{
    /// <summary>As of now.</summary>
    Task<WorkProgress> ReadAsync(CancellationToken cancellation);
}
