using System.Globalization;

namespace Funding.Host.Api.Bodies;

/// <summary>A JSON number read from its text, exactly: significant digits and a power of ten, so that no binary fraction ever rounds money.</summary>
/// <param name="IsNegative">Whether it is below zero.</param>
/// <param name="Digits">The significant digits without leading or trailing zeros; empty for zero.</param>
/// <param name="Scale">The value is ± Digits × 10^Scale.</param>
internal readonly record struct ExactNumber(bool IsNegative, string Digits, long Scale)
{
    private const int LongestExponent = 9;

    /// <summary>How many decimals it takes to write it.</summary>
    public long Decimals => Digits.Length == 0 ? 0 : Math.Max(0, -Scale);

    /// <summary>How many digits are before the decimal point.</summary>
    public long WholeDigits => Digits.Length == 0 ? 0 : Math.Max(0, Digits.Length + Scale);

    /// <summary>Reads a number that is already known to be well-formed JSON.</summary>
    public static ExactNumber Parse(string json)
    {
        var negative = json[0] == '-';
        var start = negative ? 1 : 0;
        var mark = json.AsSpan().IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? json[start..] : json[start..mark];
        var exponent = mark < 0 ? 0 : Exponent(json[(mark + 1)..]);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var digits = all.TrimEnd('0');
        return digits.Length == 0 ? new(false, "", 0) : new(negative, digits, exponent - fraction + (all.Length - digits.Length));
    }

    /// <summary>The value in units of 10^-<paramref name="decimals"/>; to be asked only when at most 18 digits result.</summary>
    public long InUnits(int decimals)
    {
        if (Digits.Length == 0) return 0;
        var units = long.Parse(Digits + new string('0', (int)(Scale + decimals)), CultureInfo.InvariantCulture);
        return IsNegative ? -units : units;
    }

    /// <summary>An exponent that no amount can have is as good as any other that none can have.</summary>
    private static long Exponent(string text)
    {
        var negative = text[0] == '-';
        var digits = text.TrimStart('+', '-').TrimStart('0');
        var size = digits.Length == 0 ? 0 : digits.Length > LongestExponent ? 1_000_000_000 : long.Parse(digits, CultureInfo.InvariantCulture);
        return negative ? -size : size;
    }
}
