using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Funding.Host.Engine.Rebuilding;

/// <summary>Rows in the binary format of COPY, gathered in memory and sent at once: nothing is allocated for a row.</summary>
internal sealed class CopyRows(string table, string columns, short width)
{
    /// <summary>Days and microseconds are counted from here.</summary>
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly byte[] Start = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private byte[] bytes = new byte[1 << 16];
    private int length = Start.Length;

    /// <summary>How much there is, to which a row that turns out to be impossible can be taken back.</summary>
    public int Mark() => length;

    /// <summary>Takes back what was added since.</summary>
    public void BackTo(int mark) => length = mark;

    /// <summary>Begins with nothing.</summary>
    public void Clear() => length = Start.Length;

    /// <summary>Begins a row; a value for each column must follow.</summary>
    public CopyRows Row()
    {
        BinaryPrimitives.WriteInt16BigEndian(Next(2), width);
        return this;
    }

    public CopyRows Null()
    {
        BinaryPrimitives.WriteInt32BigEndian(Next(4), -1);
        return this;
    }

    public CopyRows Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Value(2), value);
        return this;
    }

    public CopyRows Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Value(4), value);
        return this;
    }

    public CopyRows Int(int? value) => value is { } known ? Int(known) : Null();

    public CopyRows Long(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Value(8), value);
        return this;
    }

    public CopyRows Long(long? value) => value is { } known ? Long(known) : Null();

    public CopyRows Bool(bool value)
    {
        Value(1)[0] = value ? (byte)1 : (byte)0;
        return this;
    }

    public CopyRows Uuid(Guid value)
    {
        value.TryWriteBytes(Value(16), bigEndian: true, out _);
        return this;
    }

    public CopyRows Day(DateOnly value) => Int(value.DayNumber - DateOnly.FromDateTime(Epoch).DayNumber);

    public CopyRows Instant(DateTime value) => Long((value.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public CopyRows Text(string? value) => value is null ? Null() : Text(value, ReadOnlySpan<byte>.Empty);

    public CopyRows Json(string value) => Text(value, [1]); // the version of the format

    /// <summary>Adds the rows to the table, in the transaction under way.</summary>
    public async Task SendAsync(NpgsqlConnection connection)
    {
        if (length == Start.Length) return;
        Start.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt16BigEndian(Next(2), -1);
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table} ({columns}) from stdin (format binary)");
        await copy.WriteAsync(bytes.AsMemory(0, length));
    }

    private CopyRows Text(string value, ReadOnlySpan<byte> prefix)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        var target = Value(prefix.Length + size);
        prefix.CopyTo(target);
        Encoding.UTF8.GetBytes(value, target[prefix.Length..]);
        return this;
    }

    private Span<byte> Value(int size)
    {
        var all = Next(4 + size);
        BinaryPrimitives.WriteInt32BigEndian(all, size);
        return all[4..];
    }

    private Span<byte> Next(int size)
    {
        if (length + size > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + size));
        var span = bytes.AsSpan(length, size);
        length += size;
        return span;
    }
}
