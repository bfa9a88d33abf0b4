namespace Funding.Domain.Cpts;

/// <summary>Form and key of the identifiers of an association.</summary>
public static class AssociationIdentifiers
{
    private const string LaPoste = "356000000";

    /// <summary>14 digits whose Luhn sum is a multiple of 10; for La Poste's establishments, whose plain sum is a multiple of 5.</summary>
    public static bool IsSiret(string text)
        => text.Length == 14 && text.All(char.IsAsciiDigit) && IsLuhn(text.AsSpan(0, 9))
            && (IsLuhn(text) || (text.StartsWith(LaPoste, StringComparison.Ordinal) && text.Sum(digit => digit - '0') % 5 == 0));

    /// <summary>W and nine digits, the second of which is a letter in Corsica and overseas (W2A…, W9R…). The register gives it no key.</summary>
    public static bool IsRna(string text)
        => text.Length == 10 && text[0] == 'W' && char.IsAsciiDigit(text[1]) && (char.IsAsciiDigit(text[2]) || char.IsAsciiLetterUpper(text[2]))
            && text.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1 && (digit *= 2) > 9) digit -= 9;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
