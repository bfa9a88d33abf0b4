using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Funding.Host.Ledger;

/// <summary>Canonical JSON (RFC 8785): members in UTF-16 order, ECMAScript numbers, the fewest escapes. Null members are left out: no event has any.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical form of a JSON text.</summary>
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var canonical = new StringBuilder(json.Length);
        Write(document.RootElement, canonical);
        return canonical.ToString();
    }

    /// <summary>A JSON string.</summary>
    public static string Text(string text)
    {
        var canonical = new StringBuilder(text.Length + 2);
        WriteText(text, canonical);
        return canonical.ToString();
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

    private static void Write(JsonElement element, StringBuilder canonical)
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
                WriteText(element.GetString()!, canonical);
                break;
            case JsonValueKind.Number:
                canonical.Append(Number(element.GetDouble()));
                break;
            default:
                canonical.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteArray(JsonElement element, StringBuilder canonical)
    {
        canonical.Append('[');
        var first = true;
        foreach (var item in element.EnumerateArray())
        {
            if (!first) canonical.Append(',');
            first = false;
            Write(item, canonical);
        }

        canonical.Append(']');
    }

    private static void WriteObject(JsonElement element, StringBuilder canonical)
    {
        canonical.Append('{');
        var first = true;
        foreach (var member in element.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null).OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (!first) canonical.Append(',');
            first = false;
            WriteText(member.Name, canonical);
            canonical.Append(':');
            Write(member.Value, canonical);
        }

        canonical.Append('}');
    }

    private static void WriteText(string text, StringBuilder canonical)
    {
        canonical.Append('"');
        foreach (var letter in text)
            _ = letter switch
            {
                '"' => canonical.Append("\\\""),
                '\\' => canonical.Append("\\\\"),
                '\b' => canonical.Append("\\b"),
                '\f' => canonical.Append("\\f"),
                '\n' => canonical.Append("\\n"),
                '\r' => canonical.Append("\\r"),
                '\t' => canonical.Append("\\t"),
                < ' ' => canonical.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => canonical.Append(letter),
            };
        canonical.Append('"');
    }
}
