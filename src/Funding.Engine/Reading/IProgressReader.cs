using Funding.Domain;

namespace Funding.Engine.Reading;

/// <summary>How far a worker is, and who leads it.</summary>
/// <param name="Name">One of <see cref="WorkerNames"/>.</param>
/// <param name="Waiting">
/// How many wait for it. Of events without a position more than a thousand are told by the numbers drawn: at most a few too many. Of what
/// is to be told, reminded of or sent a thousand stands for a thousand or more.
/// </param>
/// <param name="OldestSeconds">Age of the one that has waited longest, in seconds: of domain time, for deliveries of the server's clock; null when nothing waits.</param>
/// <param name="Skipped">What it could not do: events that no view holds, notices set aside, dead letters (up to a thousand). Any one deserves a look.</param>
/// <param name="Lease">The last lease; null when there never was one.</param>
public sealed record WorkerProgress(string Name, long Waiting, double? OldestSeconds, long Skipped, WorkerLease? Lease)
{
    /// <summary>Whether some host leads it now.</summary>
    public bool Led => Lease is { SecondsLeft: > 0 };
}

/// <summary>The lease of a worker's leader, by the clock of the database's server.</summary>
/// <param name="Holder">Opaque id of a host's turn at this worker: another one after each start.</param>
/// <param name="Since">Since when it has led without a break.</param>
/// <param name="SecondsLeft">Until it runs out unless renewed; 0 when it has: nobody leads.</param>
public sealed record WorkerLease(Guid Holder, DateTimeOffset Since, double SecondsLeft);

/// <summary>How far the workers are, read from the tables and so the same whichever host answers, even when none works.</summary>
public sealed record WorkProgress(Sequence<WorkerProgress> Workers)
{
    /// <summary>Whether the views hold all that is in the log.</summary>
    public bool ViewsAreComplete() => Workers.All(worker => worker.Name is not (WorkerNames.Sequencer or WorkerNames.Views) || worker.Waiting == 0);
}

/// <summary>The workers, by the names of their leases.</summary>
public static class WorkerNames
{
    /// <summary>Gives events their ledger position.</summary>
    public const string Sequencer = "sequencer";

    /// <summary>Projects numbered events.</summary>
    public const string Views = "views";

    /// <summary>Seals numbered events and signs heads.</summary>
    public const string Ledger = "ledger";

    /// <summary>Records what falls due by itself.</summary>
    public const string DueDates = "due-dates";

    /// <summary>Numbers what is to be told and queues it for its destinations.</summary>
    public const string Notices = "notices";

    /// <summary>Finds what people are to be reminded of.</summary>
    public const string Reminders = "reminders";

    /// <summary>Queues events for the webhooks that subscribe to them.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Sends what is queued: any host, lane by lane; its lease is that of the housekeeping.</summary>
    public const string Deliveries = "deliveries";
}

/// <summary>Tells how far the workers are.</summary>
public interface IProgressReader
{
    /// <summary>As of now.</summary>
    Task<WorkProgress> ReadAsync(CancellationToken cancellation);
}
