using System.Globalization;
using Funding.Domain.Envelopes;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering.Replaying;

/// <summary>
/// A run of events of a region: the region where the run begins, from the views; each step of it, from the streams. Those of its CPTS
/// are found by the fact of their registration, those of its envelopes by their name.
/// </summary>
internal static class RegionReplay
{
    private const string Events =
        """
        select l.position, e.stream_id, e.version
        from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id
        where l.position > @position and l.position <= @until and (e.stream_id = any(@streams) or starts_with(e.stream_id, @envelopes))
        order by l.position limit @size
        """;

    /// <summary>From the other end: of these rows only the positions are wanted, so the day is looked for in the data.</summary>
    private const string Last =
        """
        select l.position
        from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id
        where l.position > @position and l.position <= @until and (e.stream_id = any(@streams) or starts_with(e.stream_id, @envelopes))
          and (@day is null or (e.data ->> 'effectiveDate')::date <= @day)
        order by l.position desc limit @size
        """;

    /// <param name="connection">To the database.</param>
    /// <param name="region">INSEE code.</param>
    /// <param name="start">The position after which the run begins, and the last day that counts.</param>
    /// <param name="until">The last position of the run.</param>
    /// <param name="size">The most events wanted; those hidden by the day are not among them.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<List<RegionReplayItem>> ReadAsync(NpgsqlConnection connection, string region, Horizon start, long until, int size, CancellationToken cancellation)
    {
        var told = new Dictionary<(string Stream, long Version), Told>();
        var state = await RegionRun.BeginAsync(connection, region, start, cancellation);
        var items = new List<RegionReplayItem>();
        var streams = await StreamsAsync(connection, region, until, cancellation);
        while (items.Count < size)
        {
            var rows = await RowsAsync(connection, start, until, streams, region, size, cancellation);
            foreach (var stream in rows.Select(row => row.Stream).Distinct())
                foreach (var one in await StepsAsync(connection, stream, rows[^1].Position, start.Day, cancellation)) told[(stream, one.Event.Version)] = one;
            foreach (var row in rows)
                if (told.GetValueOrDefault((row.Stream, row.Version)) is { } one) items.Add(state.Take(one.Event with { Position = row.Position }, one.Cpts, one.Step, one.Envelope));
            if (rows.Count < size) break;
            start = start with { Position = rows[^1].Position };
        }

        return items;
    }

    /// <summary>The positions of the last events of a run, oldest first.</summary>
    public static async Task<IReadOnlyList<long>> PositionsAsync(NpgsqlConnection connection, string region, Horizon start, long until, int size, CancellationToken cancellation)
    {
        var streams = await StreamsAsync(connection, region, until, cancellation);
        await using var command = Command(connection, Last, start, until, streams, region, size).With("day", NpgsqlDbType.Date, start.Day);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var positions = new List<long>();
        while (await reader.ReadAsync(cancellation)) positions.Add(reader.GetInt64(0));
        positions.Reverse();
        return positions;
    }

    private static async Task<string[]> StreamsAsync(NpgsqlConnection connection, string region, long until, CancellationToken cancellation)
        => [.. (await FactReader.ReadAsync(connection, new Horizon(until, null), new WantedCpts(region, WithCommunes: false), cancellation)).Select(it => StreamId.OfCpts(it.Id))];

    private static NpgsqlCommand Command(NpgsqlConnection connection, string select, Horizon start, long until, string[] streams, string region, int size)
        => new NpgsqlCommand(select, connection)
            .With("position", NpgsqlDbType.Bigint, start.Position).With("until", NpgsqlDbType.Bigint, until).With("size", NpgsqlDbType.Integer, size)
            .With("streams", NpgsqlDbType.Array | NpgsqlDbType.Text, streams).With("envelopes", NpgsqlDbType.Text, StreamId.OfEnvelopes(region));

    private static async Task<List<(long Position, string Stream, long Version)>> RowsAsync(
        NpgsqlConnection connection, Horizon start, long until, string[] streams, string region, int size, CancellationToken cancellation)
    {
        await using var command = Command(connection, Events, start, until, streams, region, size);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(long, string, long)>();
        while (await reader.ReadAsync(cancellation)) rows.Add((reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2)));
        return rows;
    }

    /// <summary>The steps of a stream up to a position, but for those effective after the day.</summary>
    private static async Task<IEnumerable<Told>> StepsAsync(NpgsqlConnection connection, string stream, long upTo, DateOnly? day, CancellationToken cancellation)
    {
        var events = LoggedEvents.Of(await Storage.StreamReader.LoadPlacedAsync(connection, stream, upTo, cancellation));
        return StreamId.IsCpts(stream, out var cpts)
            ? LoggedEvents.Replay(events, day).Select(it => new Told(it.Event, cpts, it.Step, null))
            : OfEnvelope(events, stream, day);
    }

    private static IEnumerable<Told> OfEnvelope(IEnumerable<LoggedEvent> events, string stream, DateOnly? day)
    {
        var year = int.Parse(stream.AsSpan(stream.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);
        var envelope = new FirEnvelope(StreamId.RegionOfEnvelope(stream)!, year);
        foreach (var it in events)
        {
            if (it.EffectiveDate > day) continue;
            var after = it.Happened is EnvelopeEvent happened ? envelope.Evolve(happened) : envelope;
            yield return new Told(it, null, null, new EnvelopeStep(year, FiguresOf(envelope), FiguresOf(after)));
            envelope = after;
        }
    }

    private static EnvelopeFigures FiguresOf(FirEnvelope envelope) => new(envelope.Authorised, envelope.Committed);

    private sealed record Told(LoggedEvent Event, Guid? Cpts, ReplayStep? Step, EnvelopeStep? Envelope);
}
