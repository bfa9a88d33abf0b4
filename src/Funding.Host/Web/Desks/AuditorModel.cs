using Funding.Engine.Ledger.Heads;
using Funding.Engine.Reading;

namespace Funding.Host.Web.Desks;

/// <summary>The desk of who reads everything and acts on nothing.</summary>
public sealed record AuditorModel
{
    /// <summary>The last signed head of the record; null before the first.</summary>
    public required TreeHead? Head { get; init; }

    /// <summary>How far the workers are.</summary>
    public required WorkProgress Progress { get; init; }

    /// <summary>What of it is to be looked at.</summary>
    public required IReadOnlyList<Alarm> Alarms { get; init; }

    /// <summary>The money of what the visitor may read, of all budget years.</summary>
    public required Financing Figures { get; init; }

    /// <summary>Whose money it is, in words.</summary>
    public required string Place { get; init; }

    /// <summary>The legal time that instants are shown in.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>How many events wait to be sealed.</summary>
    internal long Unsealed => Progress.Workers.Where(worker => worker.Name is WorkerNames.Sequencer or WorkerNames.Ledger).Sum(worker => worker.Waiting);
}
