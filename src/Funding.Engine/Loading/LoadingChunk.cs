using System.Globalization;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Loading;

/// <summary>Rows of a history, ready to be copied. Used again and again: its buffers are large.</summary>
internal sealed class LoadingChunk
{
    private readonly CopyRows streams = new("funding.mt_streams", "id, version, timestamp, created", 4);
    private readonly CopyRows events = new("funding.mt_events", "seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, headers", 10);
    private readonly CopyRows keys = new("funding.sealed_keys", "id, stream_id, field, key", 4);
    private readonly List<int> unnumbered = [];

    /// <summary>How many events there are.</summary>
    public int Count => unnumbered.Count;

    /// <summary>Begins with nothing.</summary>
    public void Clear()
    {
        foreach (var table in (CopyRows[])[streams, events, keys]) table.Clear();
        unnumbered.Clear();
    }

    /// <summary>A stream that begins; its version follows at the end of the history.</summary>
    public void Add(LoadingStream stream) => streams.Row().Text(stream.Id).Long(0).Instant(stream.First.UtcDateTime).Instant(stream.First.UtcDateTime);

    /// <summary>An event of a stream, at its version, with its data in UTF-8. Its number in the sequence is drawn when it is sent.</summary>
    public void Add(PastEvent past, LoadingStream stream, object happened, ReadOnlySpan<byte> json)
    {
        unnumbered.Add(events.Mark());
        events.Row().Long(0).Uuid(past.EventId).Text(stream.Id).Long(stream.Version).Json(json).Text(EventTypes.NameOf(happened)).Instant(past.RecordedAt.UtcDateTime)
            .Text(EventTypes.ClrNameOf(happened)).Text(past.CorrelationId).Json(string.Create(CultureInfo.InvariantCulture, $$"""{"actor":"{{past.Actor}}"}"""));
    }

    /// <summary>The key of a text sealed in the stream.</summary>
    public void Add(LoadingStream stream, FreshKey key) => keys.Row().Uuid(key.Id).Text(stream.Id).Text(key.Field).Bytes(key.Key);

    /// <summary>Copies the rows, in the transaction under way. A stream's row comes before its events, which refer to it.</summary>
    public async Task SendAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await streams.SendAsync(connection);
        var numbers = await NumbersAsync(connection, cancellation);
        for (var i = 0; i < numbers.Length; i++) events.SetFirst(unnumbered[i], numbers[i]);
        await events.SendAsync(connection);
        await keys.SendAsync(connection);
    }

    /// <summary>Numbers drawn as appenders draw them: another engine's, which do not know the lock, may draw some in between.</summary>
    private async Task<long[]> NumbersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select array(select nextval('funding.mt_events_sequence') from generate_series(1, $1))", connection);
        command.Parameters.Add(new() { Value = Count });
        return (long[])(await command.ExecuteScalarAsync(cancellation))!;
    }
}
