using System.Collections.Immutable;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Host.Engine.Appending;
using Funding.Host.Engine.Sealing;
using Funding.Host.Engine.Storage;

namespace Funding.Host.Engine;

/// <summary>What one act adds to a CPTS: first what was due, then what was asked, and the credit that it moves on the envelopes.</summary>
internal sealed record Change(Guid CptsId, LoadedStream Stream, ImmutableList<Recorded<CptsEvent>> Events, DateTimeOffset RecordedAt, Guid CorrelationId)
{
    /// <summary>The envelopes held for the act.</summary>
    public IReadOnlyDictionary<int, (FirEnvelope Envelope, long Version)> Envelopes { get; init; } = ImmutableDictionary<int, (FirEnvelope, long)>.Empty;

    /// <summary>The version after the act.</summary>
    public long Version => Stream.Version + Events.Count;

    /// <summary>With events more, each under a fresh id.</summary>
    public Change With(IEnumerable<CptsEvent> events, PersonId actor)
        => this with { Events = Events.AddRange(events.Select(happened => new Recorded<CptsEvent>(Guid.CreateVersion7(), actor, happened))) };

    /// <summary>The state after the act.</summary>
    public CptsState Fold(CptsState before) => Events.Aggregate(before, (state, happened) => CptsFold.Evolve(state, happened));

    /// <summary>All that is to be stored.</summary>
    public Append ToAppend(CptsState after, IReferenceData reference, RuleSettings rules, Sealer sealer) => new()
    {
        CommandId = Guid.CreateVersion7(),
        RecordedAt = RecordedAt,
        CorrelationId = CorrelationId,
        Sealer = sealer,
        Streams = Events.IsEmpty ? [] : [new StreamAppend(Stream.Id, Stream.Version, Events.Select(it => new NewEvent(it.EventId, it.Actor, it.Event)).ToList()), .. Credit()],
        Dossier = Events.IsEmpty ? null : DossierRow.Of(CptsId, Version, (Dossier)after, Stream.Events.Count > 0 ? Stream.Events[0].RecordedAt : RecordedAt, reference, rules),
    };

    private IEnumerable<StreamAppend> Credit()
        => from happened in Events
           from movement in EnvelopeCredit.Of(CptsId, [happened.Event])
           group new NewEvent(Guid.CreateVersion7(), happened.Actor, movement.Event) by movement.Year into year
           let held = Envelopes[year.Key]
           select new StreamAppend(StreamId.OfEnvelope(held.Envelope.RegionCode, year.Key), held.Version, year.ToList());
}

/// <summary>The envelopes held, as decisions take them.</summary>
internal static class HeldEnvelopes
{
    public static ImmutableDictionary<int, FirEnvelope> ToEnvelopes(this IReadOnlyDictionary<int, (FirEnvelope Envelope, long Version)> held)
        => held.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Envelope);
}
