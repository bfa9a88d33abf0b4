using System.Buffers.Text;
using System.Text;
using Funding.Engine.Reading;

namespace Funding.Engine.Answering;

/// <summary>Cursors of lists: the sort key of the last item shown, opaque to callers.</summary>
internal static class Cursor
{
    public static string Write(params object[] key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('|', key)));

    public static string[] Read(string cursor, int parts)
    {
        if (!Base64Url.IsValid(cursor)) throw new InvalidCursorException();
        var key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|');
        return key.Length == parts ? key : throw new InvalidCursorException();
    }

    public static long Number(string part) => long.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidCursorException();

    public static Guid Id(string part) => Guid.TryParse(part, out var id) ? id : throw new InvalidCursorException();

    /// <summary>A page from one row more than asked for.</summary>
    public static Page<T> Page<T>(IReadOnlyList<T> rows, int size, Func<T, string> cursor)
        => rows.Count > size ? new Page<T>(rows.Take(size).ToList(), cursor(rows[size - 1])) : new Page<T>(rows, null);
}
