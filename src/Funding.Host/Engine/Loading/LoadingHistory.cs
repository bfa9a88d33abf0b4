using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Host.Engine.Sealing;
using Funding.Host.Engine.Storage;

namespace Funding.Host.Engine.Loading;

/// <summary>A history being loaded: rows in order, streams with their versions, and what the CPTS amount to.</summary>
internal sealed class LoadingHistory
{
    public List<LoadingRow> Events { get; } = [];

    public Dictionary<string, LoadingStream> Streams { get; } = new(StringComparer.Ordinal);

    public Dictionary<Guid, CptsState> Cpts { get; } = [];

    public List<(string Stream, FreshKey Key)> Keys { get; } = [];

    public void Add(PastEvent past, Sealer sealer)
    {
        var (stream, happened) = past switch
        {
            PastCptsEvent it => (StreamId.OfCpts(it.CptsId), (object)it.Event),
            PastEnvelopeEvent it => (StreamId.OfEnvelope(it.RegionCode, it.Year), it.Event),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (Events.Count > 0 && past.RecordedAt < Events[^1].RecordedAt) throw new ArgumentException("A history is loaded in the order of its recording.", nameof(past));
        var version = Streams.TryGetValue(stream, out var known) ? known.Version + 1 : 1;
        Streams[stream] = new LoadingStream(version, known?.First ?? past.RecordedAt, past.RecordedAt);
        var (json, keys) = sealer.Collect(() => EventJson.Write(happened));
        Keys.AddRange(keys.Select(key => (stream, key)));
        Events.Add(new LoadingRow(past.EventId, stream, version, EventTypes.NameOf(happened), EventTypes.ClrNameOf(happened), json, past.RecordedAt, past.Actor));
        if (past is PastCptsEvent cpts)
            Cpts[cpts.CptsId] = CptsFold.Evolve(Cpts.GetValueOrDefault(cpts.CptsId, CptsState.None), new Recorded<CptsEvent>(cpts.EventId, cpts.Actor, cpts.Event));
    }
}

/// <summary>An event row to copy.</summary>
internal sealed record LoadingRow(Guid Id, string Stream, long Version, string Type, string ClrType, string Data, DateTimeOffset RecordedAt, PersonId Actor);

/// <summary>A stream row to copy.</summary>
internal sealed record LoadingStream(long Version, DateTimeOffset First, DateTimeOffset Last);
