using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Appending;

/// <summary>Events as rows of the log, from one act or several, with the streams they move and the keys of their sealed texts.</summary>
internal sealed class EventRows
{
    private const string Call = "select funding.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    private readonly SortedDictionary<string, (long Expected, long Next, DateTime At)> streams = new(StringComparer.Ordinal);
    private readonly List<(Guid Id, string Stream, long Version, object Event, string Json, string Headers, string Correlation, DateTime At)> rows = [];
    private readonly Dictionary<Guid, (string Stream, FreshKey Key)> keys = [];

    public bool Any => rows.Count > 0;

    /// <summary>Each key once: one text may be in several events, as a comment is.</summary>
    public IReadOnlyCollection<(string Stream, FreshKey Key)> Keys => keys.Values;

    /// <summary>Adds the events of an act. A later act on a stream goes on where the one before it ends.</summary>
    public void Add(Append append)
    {
        var at = append.RecordedAt.UtcDateTime;
        var correlation = append.CorrelationId.ToString();
        foreach (var stream in append.Streams.OrderBy(stream => stream.Stream, StringComparer.Ordinal))
        {
            var known = streams.TryGetValue(stream.Stream, out var before);
            if (known && before.Next != stream.Expected) throw new InvalidOperationException($"An act on {stream.Stream} does not follow the one before it.");
            streams[stream.Stream] = (known ? before.Expected : stream.Expected, stream.Next, at);
            var version = stream.Expected;
            foreach (var (id, actor, happened) in stream.Events)
            {
                var (json, fresh) = append.Sealer.Collect(() => EventJson.Write(happened));
                foreach (var key in fresh) keys.TryAdd(key.Id, (stream.Stream, key));
                rows.Add((id, stream.Stream, ++version, happened, json, $$"""{"actor":"{{actor}}"}""", correlation, at));
            }
        }
    }

    public NpgsqlBatchCommand ToCommand()
    {
        var command = Storage.StreamReader.Command(Call,
            streams.Keys.ToArray(), Of(streams.Values, it => it.Expected), Of(streams.Values, it => it.Next), Of(streams.Values, it => it.At),
            Of(rows, row => row.Id), Of(rows, row => row.Stream), Of(rows, row => row.Version), Of(rows, row => EventTypes.NameOf(row.Event)), Of(rows, row => EventTypes.ClrNameOf(row.Event)));
        command.Parameters.Add(new NpgsqlParameter { Value = Of(rows, row => row.Json), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { Value = Of(rows, row => row.Headers), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { Value = Of(rows, row => row.Correlation) });
        command.Parameters.Add(new NpgsqlParameter { Value = Of(rows, row => row.At) });
        return command;
    }

    private static TValue[] Of<TRow, TValue>(IEnumerable<TRow> from, Func<TRow, TValue> value) => from.Select(value).ToArray();
}
