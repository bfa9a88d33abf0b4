using System.Runtime.CompilerServices;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Sealing;
using Npgsql;

namespace Funding.Engine.Storage;

/// <summary>The events of one stream, with the keys of its sealed texts that still exist.</summary>
internal sealed record LoadedStream(string Id, IReadOnlyList<StoredEvent> Events, IReadOnlyDictionary<Guid, byte[]> Keys)
{
    /// <summary>The version of its last event; 0 when there is none.</summary>
    public long Version => Events.Count == 0 ? 0 : Events[^1].Version;

    /// <summary>The dossier that the events amount to, as far as acts effective on or before a day if one is given.</summary>
    public CptsState ToCpts(DateOnly? effectiveOn = null) => CptsFold.Fold(Opened<CptsEvent>(), effectiveOn);

    /// <summary>The envelope that the events amount to.</summary>
    public FirEnvelope ToEnvelope(string region, int year) => FirEnvelope.Fold(region, year, Opened<EnvelopeEvent>().Select(recorded => recorded.Event));

    /// <summary>The tariff that the events amount to, as far as acts effective on or before a day if one is given.</summary>
    public AciTariff ToTariff(string id, DateOnly? effectiveOn = null)
        => AciTariff.Fold(id, Opened<TariffEvent>().Select(recorded => recorded.Event).Where(happened => !(happened.EffectiveDate > effectiveOn)));

    private List<Recorded<T>> Opened<T>() where T : class
    {
        using var ring = KeyRing.Use(Keys);
        return Events.Select(stored => stored.ToRecorded<T>()).OfType<Recorded<T>>().ToList();
    }
}

/// <summary>Reads streams.</summary>
internal static class StreamReader
{
    private static readonly Dictionary<Guid, byte[]> NoKeys = [];

    internal const string Keys = "select id, key from funding.sealed_keys where stream_id = $1";

    internal const string Fold = $"select {StoredEvent.FoldColumns} from funding.mt_events e where e.stream_id = $1 order by e.version";

    private const string FoldUpTo = $"select {StoredEvent.FoldColumns} from funding.mt_events e join funding.ledger l on l.seq_id = e.seq_id where e.stream_id = $1 and l.position <= $2 order by e.version";

    private const string Placed = $"select {StoredEvent.Columns} from funding.mt_events e left join funding.ledger l on l.seq_id = e.seq_id where e.stream_id = $1";

    /// <summary>The whole stream for a fold: without positions. With a position, what the ledger held up to it.</summary>
    public static Task<LoadedStream> LoadAsync(NpgsqlConnection connection, string stream, long? upTo, CancellationToken cancellation)
        => upTo is null ? ReadAsync(connection, stream, Command(Fold, stream), StoredEvent.ReadOf, cancellation) : LoadPlacedAsync(connection, stream, upTo, cancellation);

    /// <summary>The stream with the positions of its events; with a position, what the ledger held up to it.</summary>
    public static Task<LoadedStream> LoadPlacedAsync(NpgsqlConnection connection, string stream, long? upTo, CancellationToken cancellation)
        => ReadAsync(connection, stream, upTo is null
            ? Command(Placed + " order by e.version", stream)
            : Command(Placed + " and l.position <= $2 order by e.version", stream, upTo.Value), (_, row) => StoredEvent.Read(row), cancellation);

    /// <summary>Whole streams for views, one at a time and in order: in one round trip, and without the keys of sealed texts; with a position, what the ledger held up to it.</summary>
    public static async IAsyncEnumerable<LoadedStream> LoadSealedAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> streams, [EnumeratorCancellation] CancellationToken cancellation, long? upTo = null)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var stream in streams) batch.BatchCommands.Add(upTo is null ? Command(Fold, stream) : Command(FoldUpTo, stream, upTo.Value));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var stream in streams)
        {
            yield return new LoadedStream(stream, await EventsAsync(reader, stream, StoredEvent.ReadOf, cancellation), NoKeys);
            await reader.NextResultAsync(cancellation);
        }
    }

    private static async Task<LoadedStream> ReadAsync(
        NpgsqlConnection connection, string stream, NpgsqlBatchCommand select, Func<string, NpgsqlDataReader, StoredEvent> read, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(Keys, stream));
        batch.BatchCommands.Add(select);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var keys = await KeysAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        return new LoadedStream(stream, await EventsAsync(reader, stream, read, cancellation), keys);
    }

    /// <summary>The keys of sealed texts, by id, from rows of <c>id, key</c>.</summary>
    internal static async Task<Dictionary<Guid, byte[]>> KeysAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var keys = new Dictionary<Guid, byte[]>();
        while (await reader.ReadAsync(cancellation)) keys[reader.GetGuid(0)] = reader.GetFieldValue<byte[]>(1);
        return keys;
    }

    private static async Task<List<StoredEvent>> EventsAsync(
        NpgsqlDataReader reader, string stream, Func<string, NpgsqlDataReader, StoredEvent> read, CancellationToken cancellation)
    {
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellation)) events.Add(read(stream, reader));
        return events;
    }

    /// <summary>A statement with its parameters, in order.</summary>
    public static NpgsqlBatchCommand Command(string sql, params object?[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        return command;
    }
}
