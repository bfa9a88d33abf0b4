using System.Globalization;
using Funding.Domain;

namespace Funding.Host.Presentation;

/// <summary>Figures and dates as French readers write them.</summary>
public static class French
{
    private const char Space = '\u202F';
    private const char NoBreak = '\u00A0';

    private static readonly string[] Months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly NumberFormatInfo Numbers = new()
    {
        NumberDecimalSeparator = ",", NumberGroupSeparator = Space.ToString(), NumberGroupSizes = [3], NegativeSign = "−",
    };

    /// <summary><c>45 000,00 €</c>, with narrow no-break spaces.</summary>
    public static string Of(Money amount) => amount.ToEuros().ToString("N2", Numbers) + Space + '€';

    /// <summary><c>+45 000,00 €</c>, <c>−3,00 €</c>: a movement.</summary>
    public static string Moved(Money amount) => (amount.IsPositive ? "+" : "") + Of(amount);

    /// <summary><c>45 000</c>.</summary>
    public static string Of(long number) => number.ToString("N0", Numbers);

    /// <summary><c>31/01/2026</c>.</summary>
    public static string Of(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>1er mars 2026</c>, with no-break spaces, for a date within a sentence.</summary>
    public static string InWords(DateOnly day) => $"{day.Day}{(day.Day == 1 ? "er" : "")}{NoBreak}{Months[day.Month - 1]}{NoBreak}{day.Year}";

    /// <summary><c>mars 2026</c>: the month of a day.</summary>
    public static string Month(DateOnly day) => $"{Months[day.Month - 1]}{NoBreak}{day.Year}";

    /// <summary><c>31/01/2026 à 14:05:09 (heure de Paris)</c>: legal time, and whose.</summary>
    public static string Of(DateTimeOffset instant, TimeZoneInfo zone) => $"{Clock(instant, zone)} ({NameOf(zone)})";

    /// <summary><c>31/01/2026 à 14:05:09,250000 (heure de Paris)</c>: to the microsecond, for who asks again as of that instant.</summary>
    public static string Exactly(DateTimeOffset instant, TimeZoneInfo zone)
        => $"{Clock(instant, zone)}{(instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : instant.ToString("','ffffff", CultureInfo.InvariantCulture))} ({NameOf(zone)})";

    /// <summary><c>31/01/2026 à 14:05:09</c>: legal time, where it is told beside whose.</summary>
    public static string Clock(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString("dd/MM/yyyy 'à' HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>35,2 %</c>; nothing of nothing is 0, and a little something is never shown as nothing.</summary>
    public static string Share(Money part, Money whole)
        => Percent(part, whole) is > 0 and < 0.1m ? $"<{Space}0,1{Space}%" : Percent(part, whole).ToString("N1", Numbers) + Space + '%';

    /// <summary><c>80 %</c>, <c>75,5 %</c>: a rate between 0 and 1, exactly.</summary>
    public static string Rate(decimal rate) => (rate * 100).ToString("0.##", Numbers) + Space + '%';

    /// <summary>0 to 100, and beyond when the part is larger than the whole.</summary>
    public static decimal Percent(Money part, Money whole) => whole.Cents == 0 ? 0 : 100m * part.Cents / whole.Cents;

    /// <summary>« 1 CPTS », « 2 communes »: a number with its noun, which takes an s from two on unless it ends in one already.</summary>
    public static string Count(long number, string noun) => $"{Of(number)}{NoBreak}{noun}{(number < 2 || noun.EndsWith('S') ? "" : "s")}";

    /// <summary>A text as it begins a sentence.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Whose legal time it is.</summary>
    public static string NameOf(TimeZoneInfo zone) => zone.Id switch
    {
        "Europe/Paris" => "heure de Paris",
        "America/Guadeloupe" => "heure de la Guadeloupe",
        "America/Martinique" => "heure de la Martinique",
        "America/Cayenne" => "heure de Cayenne",
        "Indian/Reunion" => "heure de La Réunion",
        "Indian/Mayotte" => "heure de Mayotte",
        var other => other,
    };
}
