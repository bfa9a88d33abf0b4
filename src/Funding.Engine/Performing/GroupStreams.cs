using System.Text.Json;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine.Appending;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine.Performing;

/// <summary>
/// The streams that a group of acts is judged on, and the answers kept under their keys. Each act is judged on what those before it
/// in the group leave. Envelopes are held until the transaction ends; a CPTS is not, its version is checked when the act is stored.
/// </summary>
internal sealed class GroupStreams(RecentStandings recent) : IStandings
{
    private const string Tails =
        "select id, version, type, data, recorded_at, headers ->> 'actor', stream, correlation, null::bigint, null::timestamptz from funding.read_tails($1, $2)";

    private readonly Dictionary<string, Standing<CptsState>> cpts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Standing<FirEnvelope>> envelopes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Standing<AciTariff>> tariffs = new(StringComparer.Ordinal);
    private readonly Dictionary<(Guid Person, string Key), (string RequestHash, ActAnswer Answer)> answers = [];

    /// <summary>Whether envelopes are held, in a transaction that is open on the connection.</summary>
    public bool IsHolding { get; private set; }

    public Standing<CptsState> Cpts(Guid id) => cpts[StreamId.OfCpts(id)];

    public Standing<FirEnvelope> Envelope(string region, int year) => envelopes[StreamId.OfEnvelope(region, year)];

    /// <summary>A tariff as it was read for an act, or as those before it in the group leave it.</summary>
    public Standing<AciTariff> Tariff(Standing<AciTariff> read) => tariffs.TryGetValue(read.Stream, out var left) ? left : tariffs[read.Stream] = read;

    /// <summary>What a key was used for before, here or by an act of the group, or null when it is free.</summary>
    public (string RequestHash, ActAnswer Answer)? AnswerTo(Guid person, string key) => answers.TryGetValue((person, key), out var kept) ? kept : null;

    /// <summary>Begins with what this host remembers of the dossiers; true when it remembers them all.</summary>
    public bool Remember(IReadOnlyCollection<PendingAct> acts)
    {
        var all = true;
        foreach (var stream in acts.Select(act => act.Cpts).OfType<Guid>().Select(StreamId.OfCpts))
        {
            var known = recent.Find<CptsState>(stream);
            all &= known is not null;
            cpts[stream] = known ?? Standing.OfCpts(stream);
        }

        return all;
    }

    /// <summary>Begins with what this host remembers of envelopes.</summary>
    public void Remember(IReadOnlyCollection<(string Region, int Year)> wanted)
    {
        foreach (var (region, year) in wanted)
        {
            var stream = StreamId.OfEnvelope(region, year);
            envelopes[stream] = recent.Find<FirEnvelope>(stream) ?? Standing.OfEnvelope(region, year);
        }
    }

    /// <summary>Whether an envelope is among those that acts are judged on.</summary>
    public bool Knows((string Region, int Year) envelope) => envelopes.ContainsKey(StreamId.OfEnvelope(envelope.Region, envelope.Year));

    /// <summary>Reads the dossiers and the kept answers of the acts.</summary>
    public async Task LoadAsync(NpgsqlConnection connection, IReadOnlyCollection<PendingAct> acts, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        AddReads(batch, acts);
        if (batch.BatchCommands.Count > 0) await ReadAsync(connection, batch, acts, skip: 0, cancellation);
    }

    /// <summary>
    /// Holds envelopes, waiting for each at most so long (55P03), then reads them and, once more, what the acts on them rest on: who
    /// waited for an envelope must not be judged on a dossier, or on keys, from before the wait.
    /// </summary>
    public async Task HoldAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(string Region, int Year)> wanted, IReadOnlyCollection<PendingAct> acts, TimeSpan? patience, CancellationToken cancellation)
    {
        Remember(wanted);
        IsHolding = true;
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command("begin"));
        batch.BatchCommands.Add(Command("select funding.hold_streams($1, $2)", envelopes.Keys.ToArray(), (int)(patience?.TotalMilliseconds ?? 0)));
        AddReads(batch, acts);
        await ReadAsync(connection, batch, acts, skip: 1, cancellation);
    }

    /// <summary>The statement that holds envelopes without waiting: what somebody else holds, or has no stream yet, is a conflict.</summary>
    public static NpgsqlBatchCommand HoldFree(IEnumerable<(string Region, int Year)> wanted)
        => Command("select funding.hold_free_streams($1)", (object)wanted.Select(it => StreamId.OfEnvelope(it.Region, it.Year)).ToArray());

    /// <summary>Takes over what an act is about to leave.</summary>
    public void Advance(Append append, ActAnswer? answer)
    {
        foreach (var stream in append.Streams)
        {
            if (cpts.TryGetValue(stream.Stream, out var dossier)) cpts[stream.Stream] = dossier.After(stream, append.RecordedAt);
            else if (tariffs.TryGetValue(stream.Stream, out var tariff)) tariffs[stream.Stream] = tariff.After(stream, append.RecordedAt);
            else envelopes[stream.Stream] = envelopes[stream.Stream].After(stream, append.RecordedAt);
        }

        if (append.Idempotency is { } kept && answer is not null) answers[(kept.Person.Value, kept.Key)] = (kept.RequestHash, answer);
    }

    /// <summary>Remembers how the streams stand; only once the group is committed.</summary>
    public void Keep()
    {
        foreach (var standing in cpts.Values) recent.Keep(standing);
        foreach (var standing in envelopes.Values) recent.Keep(standing);
    }

    private void AddReads(NpgsqlBatch batch, IReadOnlyCollection<PendingAct> acts)
    {
        var known = cpts.ToDictionary(it => it.Key, it => it.Value.Version).Concat(envelopes.ToDictionary(it => it.Key, it => it.Value.Version)).ToList();
        if (known.Count > 0) batch.BatchCommands.Add(Command(Tails, known.Select(it => it.Key).ToArray(), known.Select(it => it.Value).ToArray()));

        var keys = acts.Select(act => act.Key).OfType<(Guid Person, string Key)>().ToList();
        if (keys.Count > 0)
            batch.BatchCommands.Add(Command(
                "select i.person, i.key, i.request_hash, i.answer::text from unnest($1::uuid[], $2::text[]) as wanted (person, key) join funding.idempotency i using (person, key)",
                keys.Select(it => it.Person).ToArray(), keys.Select(it => it.Key).ToArray()));
    }

    private async Task ReadAsync(NpgsqlConnection connection, NpgsqlBatch batch, IReadOnlyCollection<PendingAct> acts, int skip, CancellationToken cancellation)
    {
        var events = new List<StoredEvent>();
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            for (; skip > 0; skip--) await reader.NextResultAsync(cancellation);
            if (cpts.Count + envelopes.Count > 0)
            {
                while (await reader.ReadAsync(cancellation)) events.Add(StoredEvent.Read(reader));
                await reader.NextResultAsync(cancellation);
            }

            if (acts.Any(act => act.Key is not null))
                while (await reader.ReadAsync(cancellation))
                    answers[(reader.GetGuid(0), reader.GetString(1))] = (reader.GetString(2), JsonSerializer.Deserialize<ActAnswer>(reader.GetString(3), EventJson.Options)!);
        }

        using var ring = KeyRing.Use(await KeysAsync(connection, events, cancellation));
        foreach (var stored in events)
        {
            if (cpts.TryGetValue(stored.Stream, out var dossier)) cpts[stored.Stream] = dossier.After(stored);
            else envelopes[stored.Stream] = envelopes[stored.Stream].After(stored);
        }
    }

    /// <summary>The keys of the sealed texts among events; few have any, so they are asked for only then.</summary>
    private static async Task<Dictionary<Guid, byte[]>> KeysAsync(NpgsqlConnection connection, List<StoredEvent> events, CancellationToken cancellation)
    {
        var streams = events.Where(stored => stored.Data.AsSpan().IndexOf(SealToken.Start) >= 0).Select(stored => stored.Stream).Distinct().ToArray();
        if (streams.Length == 0) return [];
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command("select id, key from funding.sealed_keys where stream_id = any($1)", (object)streams)); // one parameter, not one for each
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await Storage.StreamReader.KeysAsync(reader, cancellation);
    }
}
