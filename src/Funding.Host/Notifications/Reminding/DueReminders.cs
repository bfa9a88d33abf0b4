using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Notifying;
using Funding.Domain.Ports;
using Funding.Engine.Storage;

namespace Funding.Host.Notifications.Reminding;

/// <summary>What the calendar tells of a dossier now, and when it is to be looked at again.</summary>
/// <param name="CptsId">The dossier.</param>
/// <param name="DepartmentCode">Its department, or null when there is nothing to tell.</param>
/// <param name="InForce">What is to be told, unless it was.</param>
/// <param name="NextAt">The instant at which there is something more, or null.</param>
/// <param name="Error">Why it could not be found out or stored, or null.</param>
internal sealed record DueReminders(Guid CptsId, string? DepartmentCode, IReadOnlyList<Reminder> InForce, DateTimeOffset? NextAt, string? Error = null)
{
    /// <summary>How long a dossier that cannot be reminded of is left alone.</summary>
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromHours(1);

    /// <summary>Of a dossier as its stream tells it. What is due by now and not recorded yet is taken for recorded: it will be, at its own date.</summary>
    public static DueReminders Of(Guid cptsId, LoadedStream stream, DateTimeOffset now, IReferenceData reference, RuleSettings rules)
    {
        if (stream.ToCpts() is not Dossier dossier) return new(cptsId, null, [], null);
        var zone = reference.ZoneOf(dossier.RegionCode);
        var today = zone.DayOf(now);
        dossier = FallingDue.Until(today, dossier, rules)
            .Aggregate(dossier, (known, happened) => (Dossier)CptsFold.Evolve(known, new Recorded<CptsEvent>(Guid.Empty, PersonId.System, happened)));
        var next = Reminders.NextAfter(today, dossier, rules);
        return new(cptsId, dossier.Territory.Latest.DepartmentCode, [.. Reminders.InForce(dossier, today, zone.DayOf(stream.Events[0].RecordedAt), rules)],
            next is { } day ? zone.StartOf(day) : null);
    }

    /// <summary>Of a dossier that could not be read, or whose reminders could not be stored: it is tried again later.</summary>
    public static DueReminders PutOff(Guid cptsId, DateTimeOffset now, Exception poison) => new(cptsId, null, [], now + UntilNextTry, poison.Message);
}
