using Funding.Domain;
using Funding.Host.Engine.Sealing;
using Funding.Host.Engine.Storage;

namespace Funding.Host.Engine.Loading;

/// <summary>A history being loaded: its events made into rows, chunk by chunk, and what stays of them: little, whatever its length.</summary>
internal sealed class LoadingHistory(Sealer sealer)
{
    private readonly HashSet<Guid> keys = [];
    private DateTimeOffset last = DateTimeOffset.MinValue;

    /// <summary>The streams met so far, by id.</summary>
    public Dictionary<string, LoadingStream> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>The rows of some more events, in the order of their recording.</summary>
    /// <exception cref="ArgumentException">An event was recorded before one that precedes it.</exception>
    public LoadingChunk Prepare(IEnumerable<PastEvent> events)
    {
        var chunk = new LoadingChunk();
        foreach (var past in events) Add(past, chunk);
        return chunk;
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
            chunk.Streams.Add(stream);
        }

        stream.Take(past);
        var (json, sealedWith) = sealer.Collect(() => EventJson.WriteUtf8(happened));
        foreach (var key in sealedWith)
            if (keys.Add(key.Id)) chunk.Keys.Add((id, key));
        chunk.Events.Add(new LoadingRow(past.EventId, id, stream.Version, EventTypes.NameOf(happened), EventTypes.ClrNameOf(happened), json, past.RecordedAt, past.Actor));
    }
}

/// <summary>Rows to copy together.</summary>
internal sealed class LoadingChunk
{
    /// <summary>Streams that begin in it.</summary>
    public List<LoadingStream> Streams { get; } = [];

    /// <summary>Its events.</summary>
    public List<LoadingRow> Events { get; } = [];

    /// <summary>The keys of texts sealed in its events and in none before.</summary>
    public List<(string Stream, FreshKey Key)> Keys { get; } = [];
}

/// <summary>An event row to copy; its data are JSON in UTF-8.</summary>
internal sealed record LoadingRow(Guid Id, string Stream, long Version, string Type, string ClrType, byte[] Data, DateTimeOffset RecordedAt, PersonId Actor);

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
