using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine.Performing;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Funding.Marten.Folding;
using JasperFx;
using JasperFx.Events;
using Marten;

namespace Funding.Marten.Acting;

/// <summary>
/// The streams that an act is judged on, fetched to be written. Envelopes are held until the transaction ends; a CPTS and a tariff are
/// not, their versions are checked when the act is stored.
/// </summary>
internal sealed class FetchedStreams(IDocumentSession session, (Guid Person, string Key)? key, CancellationToken cancellation) : IStandings
{
    private readonly Dictionary<string, object> standings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<IEnumerable<object>>> appending = new(StringComparer.Ordinal);
    private (string RequestHash, ActAnswer Answer)? answer;

    public Standing<CptsState> Cpts(Guid id) => Find<CptsState>(StreamId.OfCpts(id));

    public Standing<FirEnvelope> Envelope(string region, int year) => Find<FirEnvelope>(StreamId.OfEnvelope(region, year));

    /// <summary>The tariff as it was fetched, whatever was read before.</summary>
    public Standing<AciTariff> Tariff(Standing<AciTariff> read) => Find<AciTariff>(read.Stream);

    public (string RequestHash, ActAnswer Answer)? AnswerTo(Guid person, string key) => answer;

    /// <summary>
    /// Fetches a dossier and holds the envelopes that the act needs. Who waited for an envelope must not be judged on a dossier, or on an
    /// answer, from before the wait: both are read once more.
    /// </summary>
    public async Task FetchWithEnvelopesAsync(PendingAct act, Guid cpts)
    {
        var stream = StreamId.OfCpts(cpts);
        await FetchAsync<CptsDocument, CptsState>(Standing.OfCpts(stream), isHeld: false);
        var envelopes = act.Envelopes(this).ToList();
        if (envelopes.Count == 0) return;
        await HoldAsync(envelopes);
        await FetchAsync<CptsDocument, CptsState>(Standing.OfCpts(stream), isHeld: false);
    }

    /// <summary>Holds envelopes, in the order of their streams' ids: who holds one never waits for another that its holder waits for.</summary>
    public async Task HoldAsync(IEnumerable<(string Region, int Year)> envelopes)
    {
        foreach (var (region, year) in envelopes.Order()) await FetchAsync<EnvelopeDocument, FirEnvelope>(Standing.OfEnvelope(region, year), isHeld: true);
    }

    public Task FetchTariffAsync(string id) => FetchAsync<TariffDocument, AciTariff>(Standing.OfTariff(id), isHeld: false);

    /// <summary>Adds events to a stream that was fetched, at the version it was fetched at.</summary>
    public void Append(string stream, IEnumerable<IEvent> events) => appending[stream](events);

    /// <summary>What is kept beside the stream is read first: an event that came in between may be sealed with a key that was not there yet, so both are read again.</summary>
    private async Task FetchAsync<TDocument, TState>(Standing<TState> before, bool isHeld) where TDocument : class, IFolded<TState>
    {
        while (true)
        {
            var beside = await session.BesideAsync(before.Stream, key, cancellation);
            var fetched = await KeyRing.CarryAsync(beside.Keys, () => isHeld
                ? session.Events.FetchForExclusiveWriting<TDocument>(before.Stream, cancellation)
                : session.Events.FetchForWriting<TDocument>(before.Stream, cancellation));
            if ((fetched.Aggregate?.Version ?? 0) != beside.Version) continue;
            answer = beside.Answer;
            appending[before.Stream] = fetched.AppendMany;
            standings[before.Stream] = fetched.Aggregate is { } it ? before with { State = it.State, Version = it.Version, FirstAt = it.FirstAt, LastAt = it.LastAt } : before;
            return;
        }
    }

    /// <summary>An envelope that a change of the dossier made necessary is not held yet: the act is judged again, with that one.</summary>
    private Standing<TState> Find<TState>(string stream)
        => standings.TryGetValue(stream, out var it) ? (Standing<TState>)it : throw new ConcurrencyException($"{stream} is needed and was not fetched.", typeof(TState), stream);
}
