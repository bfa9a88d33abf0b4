using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Appending;
using Funding.Engine.Storage;

namespace Funding.Engine.Performing;

/// <summary>How a stream stands: what its events amount to, up to a version.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="State">What its events amount to.</param>
/// <param name="Version">The version of its last event; 0 when there is none.</param>
/// <param name="FirstAt">When its first event was recorded.</param>
/// <param name="LastAt">When its last event was recorded.</param>
/// <param name="Evolve">The state after one more event.</param>
internal sealed record Standing<TState>(
    string Stream, TState State, long Version, DateTimeOffset? FirstAt, DateTimeOffset LastAt, Func<TState, Guid, PersonId, object, TState> Evolve)
{
    /// <summary>An instant, or that of its last event when that is later: time does not go back within a stream, whatever clocks do.</summary>
    public DateTimeOffset NotBefore(DateTimeOffset instant) => LastAt > instant ? LastAt : instant;

    /// <summary>After an event read from the log; one of a type unknown here only counts.</summary>
    public Standing<TState> After(StoredEvent stored)
        => With(stored.Event<object>() is { } happened ? Evolve(State, stored.Id, stored.Actor, happened) : State, stored.Version, stored.RecordedAt);

    /// <summary>After what an act adds.</summary>
    public Standing<TState> After(StreamAppend append, DateTimeOffset at)
        => With(append.Events.Aggregate(State, (state, it) => Evolve(state, it.Id, it.Actor, it.Event)), append.Next, at);

    private Standing<TState> With(TState state, long version, DateTimeOffset at) => this with { State = state, Version = version, FirstAt = FirstAt ?? at, LastAt = at };
}

/// <summary>Streams before their first event.</summary>
internal static class Standing
{
    public static Standing<CptsState> OfCpts(string stream)
        => new(stream, CptsState.None, 0, null, DateTimeOffset.MinValue, static (state, id, actor, happened) => happened is CptsEvent it ? CptsFold.Evolve(state, new Recorded<CptsEvent>(id, actor, it)) : state);

    public static Standing<FirEnvelope> OfEnvelope(string region, int year)
        => new(StreamId.OfEnvelope(region, year), new FirEnvelope(region, year), 0, null, DateTimeOffset.MinValue, static (envelope, _, _, happened) => happened is EnvelopeEvent it ? envelope.Evolve(it) : envelope);

    public static Standing<AciTariff> OfTariff(string id)
        => new(StreamId.OfTariff(id), new AciTariff(id), 0, null, DateTimeOffset.MinValue, static (tariff, _, _, happened) => happened is TariffEvent it ? tariff.Evolve(it) : tariff);
}
