using System.Globalization;

namespace Funding.Host.Demo;

/// <summary>
/// Identifiers that have a right key and can be nobody's: INSEE gives no SIREN that begins with 000, and no department has the
/// number 000 that follows the W of these RNA numbers.
/// </summary>
internal static class SyntheticIdentifiers
{
    public static string Siret(int number)
    {
        var siren = WithKey(string.Create(CultureInfo.InvariantCulture, $"000{number % 100_000:00000}"));
        return WithKey(siren + "0001");
    }

    public static string Rna(int number) => string.Create(CultureInfo.InvariantCulture, $"W000{number % 1_000_000:000000}");

    /// <summary>The digits and the one that makes their Luhn sum a multiple of ten.</summary>
    private static string WithKey(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 0 && (digit *= 2) > 9) digit -= 9;
            sum += digit;
        }

        return digits + (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
