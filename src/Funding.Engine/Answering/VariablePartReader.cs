using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>
/// Reads the variable parts of contracts from the log, at the positions that the projector noted: the sums that they are at most are in no
/// entry. What an event said is remembered, so that a question reads only what came since the last one: a position never changes its event.
/// </summary>
internal sealed class VariablePartReader
{
    private const string Select =
        """
        select l.position, e.stream_id, e.type, e.data
        from funding.variable_parts v join funding.ledger l using (position) join funding.mt_events e using (seq_id)
        where v.position > @after and v.position <= @position
        order by v.position
        """;

    private volatile Remembered remembered = new(0, []);

    /// <summary>Those of a region, or of all, at a horizon that names a position; an event that cannot be read is passed over, as the views do.</summary>
    public async Task<IReadOnlyList<VariablePart>> ReadAsync(NpgsqlConnection connection, Horizon horizon, string? region, CancellationToken cancellation)
    {
        var position = horizon.Position ?? throw new ArgumentException("Variable parts are asked at a position.", nameof(horizon));
        var all = await UpToAsync(connection, position, cancellation);
        return VariableParts.Of(all.Where(it => it.Position <= position && !(it.On > horizon.Day) && (region is null || it.Commitment.RegionCode == region)));
    }

    /// <summary>Of two questions at once both may read what is new: whichever remembers last, it remembers what is so.</summary>
    private async Task<PartWorth[]> UpToAsync(NpgsqlConnection connection, long position, CancellationToken cancellation)
    {
        var known = remembered;
        if (position <= known.Position) return known.Parts;
        var grown = new Remembered(position, [.. known.Parts, .. await SinceAsync(connection, known.Position, position, cancellation)]);
        if (grown.Position > remembered.Position) remembered = grown;
        return grown.Parts;
    }

    private static async Task<List<PartWorth>> SinceAsync(NpgsqlConnection connection, long after, long position, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Select, connection).With("after", NpgsqlDbType.Bigint, after).With("position", NpgsqlDbType.Bigint, position);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<PartWorth>();
        while (await reader.ReadAsync(cancellation))
            if (StreamId.IsCpts(reader.GetString(1), out var cpts) && Worth(cpts, reader.GetInt64(0), reader.GetString(2), reader.GetFieldValue<byte[]>(3)) is { } worth) found.Add(worth);
        return found;
    }

    /// <summary>What an event says a line is worth; null when it cannot be read, or says less than it should. One such event must not take the answer from all others.</summary>
    private static PartWorth? Worth(Guid cpts, long position, string type, byte[] json)
    {
        try
        {
            return EventJson.Read(EventTypes.Registry, type, json) is CommitmentEvent happened ? PartWorth.Of(cpts, position, happened) : null;
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or NullReferenceException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What events up to a position said.</summary>
    private sealed record Remembered(long Position, PartWorth[] Parts);
}
