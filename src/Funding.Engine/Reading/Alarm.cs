using Funding.Engine.Settings;

namespace Funding.Engine.Reading;

/// <summary>Something to be looked at beyond a threshold.</summary>
/// <param name="Name"><c>unprojected</c>, <c>unsealed</c>, <c>unsent</c> or <c>dead-letters</c>.</param>
/// <param name="Seconds">Age of what has waited longest; null for what is counted, or when nothing waits.</param>
/// <param name="Count">How many there are; null for what is timed.</param>
/// <param name="Threshold">Of the settings, in the same unit.</param>
public sealed record Alarm(string Name, double? Seconds, long? Count, double Threshold)
{
    /// <summary>Whether it is beyond the threshold.</summary>
    public bool IsRaised => (Seconds ?? Count ?? 0) > Threshold;

    /// <summary>All of them, raised or not.</summary>
    public static IReadOnlyList<Alarm> Of(WorkProgress progress, AlarmSettings settings) =>
    [
        new("unprojected", Oldest(progress, WorkerNames.Sequencer, WorkerNames.Views), null, settings.UnprojectedSeconds),
        new("unsealed", Oldest(progress, WorkerNames.Ledger), null, settings.UnsealedSeconds),
        new("unsent", Oldest(progress, WorkerNames.Notices, WorkerNames.Reminders, WorkerNames.Webhooks, WorkerNames.Deliveries), null, settings.UnsentSeconds),
        new("dead-letters", null, progress.Workers.Where(worker => worker.Name is WorkerNames.Notices or WorkerNames.Deliveries).Sum(worker => worker.Skipped), settings.DeadLetters),
    ];

    private static double? Oldest(WorkProgress progress, params string[] workers) => progress.Workers.Where(worker => workers.Contains(worker.Name)).Max(worker => worker.OldestSeconds);
}
