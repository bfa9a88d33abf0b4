using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Funding.Engine.Ledger;

/// <summary>Canonical JSON (RFC 8785), in UTF-8: members in UTF-16 order, ECMAScript numbers, the fewest escapes. Null members are left out: no event has any.</summary>
public static class CanonicalJson
{
    /// <summary>Digits, sign and point of a number short enough to be exact as a binary fraction, so that its own digits are the shortest.</summary>
    private const int ExactLength = 15;

    private static readonly SearchValues<byte> Exponents = SearchValues.Create("eE"u8);

    /// <summary>The canonical form of a JSON text.</summary>
    public static string Of(string json)
    {
        var canonical = new ArrayBufferWriter<byte>(json.Length + 1);
        Write(Encoding.UTF8.GetBytes(json), canonical);
        return Encoding.UTF8.GetString(canonical.WrittenSpan);
    }

    /// <summary>Writes the canonical form of a JSON text.</summary>
    public static void Write(ReadOnlyMemory<byte> json, IBufferWriter<byte> canonical)
    {
        using var document = JsonDocument.Parse(json);
        Write(document.RootElement, canonical);
    }

    /// <summary>A JSON string.</summary>
    public static string Text(string text)
    {
        var canonical = new ArrayBufferWriter<byte>(text.Length + 2);
        WriteText(text, canonical);
        return Encoding.UTF8.GetString(canonical.WrittenSpan);
    }

    /// <summary>Writes a JSON string.</summary>
    public static void WriteText(string text, IBufferWriter<byte> canonical)
    {
        canonical.Write("\""u8);
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('"' or '\\' or < ' ')) continue;
            Encoding.UTF8.GetBytes(text.AsSpan(plain, i - plain), canonical);
            WriteEscape(text[i], canonical);
            plain = i + 1;
        }

        Encoding.UTF8.GetBytes(text.AsSpan(plain), canonical);
        canonical.Write("\""u8);
    }

    /// <summary>A number as ECMAScript writes the nearest binary fraction (RFC 8785 section 3.2.2.3): 45000.50 becomes 45000.5.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number.");
        if (value == 0) return "0";
        var (digits, exponent) = Shortest(Math.Abs(value));
        var point = exponent + 1;
        var text = point is > 0 and <= 21
            ? digits.Length <= point ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}"
            : point is > -6 and <= 0 ? $"0.{new string('0', -point)}{digits}"
            : $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString(CultureInfo.InvariantCulture)}";
        return value < 0 ? "-" + text : text;
    }

    /// <summary>The shortest digits that read back as the value, and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) Shortest(double value)
    {
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var power = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        var exponent = (point < 0 ? digits.Length : point) - 1 - (digits.Length - significant.Length) + power;
        return (significant.TrimEnd('0'), exponent);
    }

    private static void Write(JsonElement element, IBufferWriter<byte> canonical)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, canonical);
                break;
            case JsonValueKind.Array:
                WriteArray(element, canonical);
                break;
            case JsonValueKind.String:
                WriteText(element, canonical);
                break;
            case JsonValueKind.Number:
                WriteNumber(element, canonical);
                break;
            default:
                canonical.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    private static void WriteArray(JsonElement element, IBufferWriter<byte> canonical)
    {
        canonical.Write("["u8);
        var first = true;
        foreach (var item in element.EnumerateArray())
        {
            if (!first) canonical.Write(","u8);
            first = false;
            Write(item, canonical);
        }

        canonical.Write("]"u8);
    }

    private static void WriteObject(JsonElement element, IBufferWriter<byte> canonical)
    {
        var members = new List<JsonProperty>(element.GetPropertyCount());
        foreach (var member in element.EnumerateObject())
            if (member.Value.ValueKind != JsonValueKind.Null) members.Add(member);
        members.Sort(InUtf16Order);
        canonical.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0) canonical.Write(","u8);
            WriteText(members[i].Name, canonical);
            canonical.Write(":"u8);
            Write(members[i].Value, canonical);
        }

        canonical.Write("}"u8);
    }

    /// <summary>UTF-16 order is that of bytes as long as all is ASCII; escapes are told apart after they are undone.</summary>
    private static int InUtf16Order(JsonProperty one, JsonProperty other)
    {
        var left = JsonMarshal.GetRawUtf8PropertyName(one);
        var right = JsonMarshal.GetRawUtf8PropertyName(other);
        return IsPlain(left) && IsPlain(right) ? left.SequenceCompareTo(right) : string.CompareOrdinal(one.Name, other.Name);
    }

    private static bool IsPlain(ReadOnlySpan<byte> name) => Ascii.IsValid(name) && !name.Contains((byte)'\\');

    /// <summary>A string without escapes is canonical as it stands: JSON lets nothing stand unescaped that RFC 8785 escapes.</summary>
    private static void WriteText(JsonElement element, IBufferWriter<byte> canonical)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (raw.Contains((byte)'\\')) WriteText(element.GetString()!, canonical);
        else canonical.Write(raw);
    }

    /// <summary>Whole numbers and amounts, which have at most 15 digits, are their own shortest form but for zeros at the end.</summary>
    private static void WriteNumber(JsonElement element, IBufferWriter<byte> canonical)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        var isZeroAhead = raw.Length > 1 && (raw[0] == '0' || (raw[0] == '-' && raw[1] == '0'));
        if (raw.Length > ExactLength || isZeroAhead || raw.ContainsAny(Exponents)) Encoding.UTF8.GetBytes(Number(element.GetDouble()), canonical);
        else canonical.Write(raw.Contains((byte)'.') ? raw.TrimEnd((byte)'0').TrimEnd((byte)'.') : raw);
    }

    private static void WriteEscape(char letter, IBufferWriter<byte> canonical)
    {
        var escape = letter switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\f' => "\\f"u8,
            '\n' => "\\n"u8,
            '\r' => "\\r"u8,
            '\t' => "\\t"u8,
            _ => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")),
        };
        canonical.Write(escape);
    }
}
