using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>An event with all that is known of the act: what it moved, whom it was told, what else the same act recorded.</summary>
/// <param name="Event">The event.</param>
/// <param name="KnownAt">Since when the ledger has known it; null until it has its position.</param>
/// <param name="CptsId">The CPTS, or null for an event of an envelope or a tariff.</param>
/// <param name="Step">What it did to the dossier; null for an event of an envelope or a tariff.</param>
/// <param name="SameAct">The other events of the act, in the order in which they were recorded.</param>
/// <param name="Reversal">The event that reversed it, or null.</param>
/// <param name="Notices">What was told because of it.</param>
public sealed record EventDetail(
    LoggedEvent Event, DateTimeOffset? KnownAt, Guid? CptsId, ReplayStep? Step, IReadOnlyList<LoggedEvent> SameAct, LoggedEvent? Reversal, IReadOnlyList<CausedNotice> Notices)
{
    /// <summary>Of a line of a contract that it opened or calculated anew: the commitment as it left it, with its trace. Else null.</summary>
    public Commitment? Line
        => Event.Happened is CommitmentEvent on and (AciLineOpened or AciLineRecalculated) && (Step?.After as Dossier)?.Commitments.GetValueOrDefault(on.Commitment.Id) is { Line: not null } line ? line : null;

    /// <summary>Whether it was made up for demonstration: an event of such a CPTS, or one that says so itself.</summary>
    public bool IsSynthetic
        => (Step?.After as Dossier)?.Registration.Synthetic == true || (Event.Data.ValueKind == JsonValueKind.Object && Event.Data.TryGetProperty("synthetic", out var mark) && mark.ValueKind == JsonValueKind.True);

    /// <summary>Who acted, in all that it tells.</summary>
    public IReadOnlyCollection<PersonId> People => [.. SameAct.Append(Event).Append(Reversal).OfType<LoggedEvent>().Select(it => it.Actor).Distinct()];
}

/// <summary>A notice that an event caused.</summary>
/// <param name="Id">Its stable id, the same on every channel.</param>
/// <param name="Kind">The slug of its kind.</param>
/// <param name="Roles">The slugs of the roles that it addresses.</param>
/// <param name="RegionCode">Of which region.</param>
/// <param name="IsTold">Whether it is in inboxes yet.</param>
public sealed record CausedNotice(Guid Id, string Kind, IReadOnlyList<string> Roles, string RegionCode, bool IsTold);

/// <summary>An act behind the figures of an envelope.</summary>
/// <param name="Position">Ledger position of its event.</param>
/// <param name="EventId">Its event.</param>
/// <param name="RecordedAt">When the system knew it (UTC).</param>
/// <param name="Actor">Who acted.</param>
/// <param name="RegionCode">INSEE code.</param>
/// <param name="Year">Budget year.</param>
/// <param name="EffectiveDate">The date of the act.</param>
/// <param name="Kind">Of a notification; null for the share of CPTS.</param>
/// <param name="Reference">The decree or decision.</param>
/// <param name="Parts">What a notification adds; nothing for a share.</param>
/// <param name="Share">The share that was set; null for a notification.</param>
public sealed record EnvelopeAct(
    long Position, Guid EventId, DateTimeOffset RecordedAt, PersonId Actor, string RegionCode, int Year, DateOnly EffectiveDate, NotificationKind? Kind, string Reference, EnvelopeParts Parts, Money? Share);

/// <summary>Opens figures into the acts behind them. Nothing here knows who asks: scope is the caller's business.</summary>
public interface IProvenance
{
    /// <summary>The event at a position of the ledger, or null.</summary>
    Task<EventDetail?> EventAsync(long position, CancellationToken cancellation);

    /// <summary>The event of an id, whether it has its position or not, or null. It is sought from one end of the log to the other.</summary>
    Task<EventDetail?> EventAsync(Guid id, CancellationToken cancellation);

    /// <summary>The notifications and shares that envelopes consist of, newest first.</summary>
    Task<Page<EnvelopeAct>> EnvelopeActsAsync(string? regionCode, int? year, Moment moment, PageRequest page, CancellationToken cancellation);
}
