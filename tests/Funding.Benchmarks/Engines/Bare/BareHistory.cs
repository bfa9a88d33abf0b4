using Funding.Engine;
using Funding.Engine.Storage;
using JasperFx.Events;
using Marten;

namespace Funding.Benchmarks.Engines.Bare;

/// <summary>A history for Marten's bulk insert, which takes it by streams and keeps the order of all by their sequence.</summary>
internal static class BareHistory
{
    public static IReadOnlyList<StreamAction> Streams(IDocumentStore store, IEnumerable<PastEvent> events)
    {
        using var session = store.LightweightSession();
        var (streams, sequence) = (new Dictionary<string, List<IEvent>>(StringComparer.Ordinal), 0L);
        foreach (var past in events)
        {
            var (stream, happened) = Of(past);
            var wrapped = session.Events.BuildEvent(happened);
            (wrapped.Id, wrapped.Timestamp, wrapped.Sequence) = (past.EventId, past.RecordedAt, ++sequence);
            if (!streams.TryGetValue(stream, out var list)) streams[stream] = list = [];
            list.Add(wrapped);
        }

        return [.. streams.Select(it => StreamAction.Start(it.Key, [.. it.Value]))];
    }

    private static (string Stream, object Event) Of(PastEvent past) => past switch
    {
        PastCptsEvent it => (StreamId.OfCpts(it.CptsId), it.Event),
        PastEnvelopeEvent it => (StreamId.OfEnvelope(it.RegionCode, it.Year), it.Event),
        PastTariffEvent it => (StreamId.OfTariff(it.Tariff), it.Event),
        _ => throw new ArgumentOutOfRangeException(nameof(past)),
    };
}
