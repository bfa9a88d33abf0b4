using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Funding.Engine.Projecting;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Rebuilding;

/// <summary>Reads ranges of the ledger by COPY, as bytes. Not for two readers at once.</summary>
internal sealed class LedgerCopy
{
    private const int HeaderLength = 19;

    /// <summary>Numbers that a range of the sequence may have for each event that is looked for in it.</summary>
    private const int MostApart = 3;

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string Names = string.Join(',', Projection.Names.Select(name => $"'{name}'"));

    private readonly Dictionary<string, string> types = Projection.Names.ToDictionary(name => name);
    private byte[] buffer = new byte[1 << 16];

    /// <summary>What is read of an event; its bytes are valid until the call returns.</summary>
    public delegate void Taking(in Numbered numbered);

    /// <summary>Reads the events that project anything, with a position after <paramref name="from"/> and up to <paramref name="to"/>, in any order.</summary>
    public async Task ReadAsync(NpgsqlConnection connection, long from, long to, Taking take, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var query = await QueryAsync(connection, from, to, cancellation);
        await using (var copy = await connection.BeginRawBinaryCopyAsync(query, cancellation)) await ReadAsync(copy, take, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>
    /// Positions follow the sequence but for events that were stored late: nearly always a range of the one is a range of the other, and both are read as they
    /// lie. Among others its events are found one by one. The planner is told so: it knows nothing of a log that was just loaded.
    /// </summary>
    private static async Task<string> QueryAsync(NpgsqlConnection connection, long from, long to, CancellationToken cancellation)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"l.position > {from} and l.position <= {to}");
        // Of an expression: asked for the least number itself, the planner looks for it from the beginning of the log.
        await using var ask = new NpgsqlCommand($"select coalesce(min(seq_id + 0), 0), coalesce(max(seq_id + 0), 0), count(*) from funding.ledger l where {range}", connection);
        await using var bounds = await ask.ExecuteReaderAsync(cancellation);
        await bounds.ReadAsync(cancellation);
        var (first, last, count) = (bounds.GetInt64(0), bounds.GetInt64(1), bounds.GetInt64(2));
        await bounds.DisposeAsync();
        var together = last - first < MostApart * count;
        ask.CommandText = $"set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_{(together ? "nestloop" : "mergejoin")} = off";
        await ask.ExecuteNonQueryAsync(cancellation);
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            copy (select l.position, e.id, e.stream_id, e.type, e.timestamp, e.data from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id
                  where {range} and e.type in ({Names}){(together ? $" and e.seq_id between {first} and {last}" : "")}) to stdout (format binary)
            """);
    }

    private async Task ReadAsync(Stream copy, Taking take, CancellationToken cancellation)
    {
        var (start, end, begun) = (0, 0, false);
        while (true)
        {
            if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = await copy.ReadAsync(buffer.AsMemory(end), cancellation);
            if (read == 0) return;
            end += read;
            if (!begun && end < HeaderLength) continue;
            if (!begun) (start, begun) = (HeaderLength, true);
            while (TryRead(buffer.AsMemory(start, end - start), out var numbered, out var length))
            {
                take(numbered);
                start += length;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
    }

    /// <summary>One row, when the whole of it is there.</summary>
    private bool TryRead(ReadOnlyMemory<byte> bytes, out Numbered numbered, out int length)
    {
        (numbered, length) = (default, 0);
        if (bytes.Length < 2 || BinaryPrimitives.ReadInt16BigEndian(bytes.Span) < 0) return false;
        var rest = new Row(bytes, 2);
        if (!(rest.TryNext(out var position) && rest.TryNext(out var id) && rest.TryNext(out var stream) && rest.TryNext(out var type)
            && rest.TryNext(out var at) && rest.TryNext(out var data))) return false;
        length = rest.At;
        var (cpts, other) = StreamOf(stream.Span);
        numbered = new(BinaryPrimitives.ReadInt64BigEndian(position.Span), new Guid(id.Span, bigEndian: true), cpts, other, TypeOf(type.Span),
            Epoch.AddTicks(BinaryPrimitives.ReadInt64BigEndian(at.Span) * TimeSpan.TicksPerMicrosecond), data[1..]); // its first byte is the version of the format
        return true;
    }

    private string TypeOf(ReadOnlySpan<byte> utf8)
    {
        Span<char> name = stackalloc char[utf8.Length];
        Encoding.UTF8.TryGetChars(utf8, name, out var letters);
        return types.GetAlternateLookup<ReadOnlySpan<char>>()[name[..letters]];
    }

    private static (Guid? Cpts, string? Other) StreamOf(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length == 41 && utf8.StartsWith("cpts-"u8) && Utf8Parser.TryParse(utf8[5..], out Guid id, out var used) && used == 36) return (id, null);
        var stream = Encoding.UTF8.GetString(utf8);
        return StreamId.IsCpts(stream, out id) ? (id, null) : (null, stream);
    }

    private ref struct Row(ReadOnlyMemory<byte> bytes, int at)
    {
        public int At { get; private set; } = at;

        public bool TryNext(out ReadOnlyMemory<byte> value)
        {
            value = default;
            if (bytes.Length - At < 4) return false;
            var size = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(bytes.Span[At..]));
            if (bytes.Length - At - 4 < size) return false;
            value = bytes.Slice(At + 4, size);
            At += 4 + size;
            return true;
        }
    }
}
