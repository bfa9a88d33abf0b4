using Funding.Domain;
using Funding.Domain.Notifying;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;

namespace Funding.Engine.Appending;

/// <summary>Events to add to one stream, whose version must still be the expected one.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Expected">Its version as loaded; 0 for a stream that does not exist yet.</param>
/// <param name="Events">What happened, in order; at least one.</param>
internal sealed record StreamAppend(string Stream, long Expected, IReadOnlyList<NewEvent> Events)
{
    /// <summary>Its version afterwards.</summary>
    public long Next => Expected + Events.Count;

    /// <summary>What one person's events add to a stream, each under a fresh id: nothing when there are none.</summary>
    public static IReadOnlyList<StreamAppend> Of(string stream, long expected, IReadOnlyCollection<object> events, PersonId actor)
        => events.Count == 0 ? [] : [new StreamAppend(stream, expected, events.Select(happened => new NewEvent(Guid.CreateVersion7(), actor, happened)).ToList())];
}

/// <summary>An event to be stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Actor">Who acted; the system for what fell due.</param>
/// <param name="Event">What happened.</param>
internal sealed record NewEvent(Guid Id, PersonId Actor, object Event);

/// <summary>All that one act leaves, stored in one transaction.</summary>
internal sealed record Append
{
    /// <summary>Identity of the act, by which an outcome that nobody saw is looked up.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The instant of recording: PostgreSQL's clock or the simulated one.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Follows the request.</summary>
    public required Guid CorrelationId { get; init; }

    /// <summary>The streams; none when the act was already so.</summary>
    public required IReadOnlyList<StreamAppend> Streams { get; init; }

    /// <summary>Keys of the sealed texts among the events come from here.</summary>
    public required Sealer Sealer { get; init; }

    /// <summary>The dossier view, or null when no CPTS changes.</summary>
    public DossierRow? Dossier { get; init; }

    /// <summary>The answer kept under an idempotency key, or null.</summary>
    public IdempotencyRow? Idempotency { get; init; }

    /// <summary>What is to be told of it.</summary>
    public IReadOnlyList<OutgoingNotice> Notices { get; init; } = [];

    /// <summary>Whether it adds to a CPTS, if one is given, and to all of these envelopes.</summary>
    public bool AddsTo(Guid? cpts, IReadOnlyCollection<(string Region, int Year)> envelopes)
        => (cpts is not { } id || AddsTo(StreamId.OfCpts(id))) && envelopes.All(it => AddsTo(StreamId.OfEnvelope(it.Region, it.Year)));

    /// <summary>Whether there is anything to store.</summary>
    public bool IsEmpty => Streams.Count == 0 && Idempotency is null;

    private bool AddsTo(string stream) => Streams.Any(it => it.Stream == stream);
}

/// <summary>An answer kept under a person's key.</summary>
internal sealed record IdempotencyRow(PersonId Person, string Key, string RequestHash, string Answer);

/// <summary>Something to be told of an event, with the CPTS that it is about, if it is about one, and its department then.</summary>
internal sealed record OutgoingNotice(Guid EventId, Guid? CptsId, string? DepartmentCode, Notice Notice);
