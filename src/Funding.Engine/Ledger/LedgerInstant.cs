using System.Globalization;

namespace Funding.Engine.Ledger;

/// <summary>An instant as leaves and heads write it: UTC, six decimals, <c>Z</c>. May never change: hashes rest on it.</summary>
internal static class LedgerInstant
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The instant that a text of this form tells; null for any other text.</summary>
    public static DateTimeOffset? Parse(string text)
        => DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
}
