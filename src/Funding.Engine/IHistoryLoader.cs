using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;

namespace Funding.Engine;

/// <summary>An event of the past to be loaded, with the instant at which the system is to have known it.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Actor">Who acted.</param>
/// <param name="RecordedAt">UTC, never decreasing from one event to the next.</param>
public abstract record PastEvent(Guid EventId, PersonId Actor, DateTimeOffset RecordedAt)
{
    /// <summary>The act that it came of, the same for all that one act recorded; by itself when nothing is said.</summary>
    public Guid CorrelationId { get; init; } = EventId;
}

/// <summary>An event of a CPTS.</summary>
public sealed record PastCptsEvent(Guid CptsId, Guid EventId, PersonId Actor, DateTimeOffset RecordedAt, CptsEvent Event) : PastEvent(EventId, Actor, RecordedAt);

/// <summary>An event of an envelope.</summary>
public sealed record PastEnvelopeEvent(string RegionCode, int Year, Guid EventId, PersonId Actor, DateTimeOffset RecordedAt, EnvelopeEvent Event)
    : PastEvent(EventId, Actor, RecordedAt);

/// <summary>An event of an ACI tariff.</summary>
public sealed record PastTariffEvent(string Tariff, Guid EventId, PersonId Actor, DateTimeOffset RecordedAt, TariffEvent Event) : PastEvent(EventId, Actor, RecordedAt);

/// <summary>Loads a history decided elsewhere, in bulk and all or nothing.</summary>
public interface IHistoryLoader
{
    /// <summary>Whether the log holds no event at all: a history is loaded only then.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellation);

    /// <summary>Stores the events, versions them in their order, and writes the dossier views.</summary>
    /// <param name="events">In the order of their recording.</param>
    /// <param name="loaded">Told how many are stored so far.</param>
    /// <param name="cancellation">Stops and leaves nothing.</param>
    Task LoadAsync(IEnumerable<PastEvent> events, IProgress<int>? loaded, CancellationToken cancellation);
}
