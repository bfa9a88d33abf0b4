using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Npgsql;

namespace Funding.Engine.Storage;

/// <summary>Rows in the binary format of COPY, gathered in memory and sent at once: nothing is allocated for a row.</summary>
internal sealed class CopyRows(string table, string columns, short width)
{
    /// <summary>Days and microseconds are counted from here.</summary>
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly byte[] Start = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>What JSON begins with.</summary>
    private static ReadOnlySpan<byte> JsonVersion => [1];

    private byte[] bytes = new byte[1 << 16];
    private int length = Start.Length;

    /// <summary>Where the next row begins.</summary>
    public int Mark() => length;

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

    /// <summary>A UUID as its text.</summary>
    public CopyRows Text(Guid value)
    {
        Utf8Formatter.TryFormat(value, Value(36), out _);
        return this;
    }

    public CopyRows Bytes(ReadOnlySpan<byte> value) => Bytes(value, ReadOnlySpan<byte>.Empty);

    public CopyRows Json(string value) => Text(value, JsonVersion);

    public CopyRows Json(ReadOnlySpan<byte> utf8) => Bytes(utf8, JsonVersion);

    /// <summary>Sets a number that is the first column of the row begun at a mark: one that was not known then.</summary>
    public void SetFirst(int mark, long value) => BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(mark + 2 + 4), value);

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

    private CopyRows Bytes(ReadOnlySpan<byte> value, ReadOnlySpan<byte> prefix)
    {
        var target = Value(prefix.Length + value.Length);
        prefix.CopyTo(target);
        value.CopyTo(target[prefix.Length..]);
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
