using Funding.Engine.Sealing;
using Funding.Engine.Storage;

namespace Funding.Engine.Loading;

/// <summary>A history being loaded: its events made into rows, chunk by chunk, and what stays of them: little, whatever its length.</summary>
internal sealed class LoadingHistory(Sealer sealer)
{
    private readonly HashSet<Guid> keys = [];
    private DateTimeOffset last = DateTimeOffset.MinValue;

    /// <summary>The streams met so far, by id.</summary>
    public Dictionary<string, LoadingStream> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes rows of some more events, in the order of their recording.</summary>
    /// <exception cref="ArgumentException">An event was recorded before one that precedes it.</exception>
    public void Prepare(IEnumerable<PastEvent> events, LoadingChunk chunk)
    {
        chunk.Clear();
        foreach (var past in events) Add(past, chunk);
    }

    private void Add(PastEvent past, LoadingChunk chunk)
    {
        if (past.RecordedAt < last) throw new ArgumentException("A history is loaded in the order of its recording.", nameof(past));
        last = past.RecordedAt;
        var (id, happened) = past switch
        {
            PastCptsEvent it => (StreamId.OfCpts(it.CptsId), (object)it.Event),
            PastEnvelopeEvent it => (StreamId.OfEnvelope(it.RegionCode, it.Year), it.Event),
            PastTariffEvent it => (StreamId.OfTariff(it.Tariff), it.Event),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (!Streams.TryGetValue(id, out var stream))
        {
            Streams.Add(id, stream = new LoadingStream(id, past.RecordedAt));
            chunk.Add(stream);
        }

        stream.Take(past);
        var (json, sealedWith) = sealer.Collect(() => EventJson.WriteUtf8(happened));
        foreach (var key in sealedWith)
            if (keys.Add(key.Id)) chunk.Add(stream, key);
        chunk.Add(past, stream, happened, json);
    }
}

/// <summary>A stream, as far as it was prepared.</summary>
internal sealed class LoadingStream(string id, DateTimeOffset first)
{
    public string Id => id;

    public DateTimeOffset First => first;

    public DateTimeOffset Last { get; private set; }

    public long Version { get; private set; }

    public void Take(PastEvent past)
    {
        Version++;
        Last = past.RecordedAt;
    }
}
