using System.Globalization;
using Funding.Domain;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Web;

/// <summary>From where in time a page is read, as its address says it.</summary>
/// <param name="Moment">The question.</param>
/// <param name="Zone">The legal time in which times without an offset are meant and instants are shown.</param>
public sealed record MomentQuestion(Moment Moment, TimeZoneInfo Zone)
{
    /// <summary>The years that an instant can be asked in: as far as the calendars of legal times reach without surprise.</summary>
    private const int First = 1900;

    private const int Beyond = 2200;

    private const string AddressFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>Whether it is not simply now.</summary>
    public bool IsPast => Moment != Moment.Now;

    /// <summary>Reads <c>asOf</c> (an instant, or a local time of the zone) and <c>effectiveOn</c> (a day).</summary>
    /// <exception cref="UnreadableQuestionException">One of them is not a date.</exception>
    public static MomentQuestion Read(IQueryCollection query, TimeZoneInfo zone) => new(new Moment(Instant(query["asOf"], zone), Day(query["effectiveOn"])), zone);

    /// <summary>What a field for local times shows.</summary>
    public string? AsOfField
        => Moment.AsOf is { } instant ? Field(instant, Zone) : null;

    /// <summary>What a field for days shows.</summary>
    public string? EffectiveOnField => Moment.EffectiveOn is { } day ? Field(day) : null;

    /// <summary>An instant as a field for local times shows it.</summary>
    internal static string Field(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A day as a field for days shows it.</summary>
    internal static string Field(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The same moment as the end of an address, whatever the zone of the page it leads to: to the last digit, or a figure would not be the one that it leads to.</summary>
    public IEnumerable<(string Name, string? Value)> Parameters
        => [("asOf", Moment.AsOf is { } instant ? Write(instant) : null), ("effectiveOn", EffectiveOnField)];

    /// <summary>An instant in an address, to the second, never before the instant itself.</summary>
    public static string Address(DateTimeOffset instant)
        => Write(instant.Ticks % TimeSpan.TicksPerSecond is var rest and not 0 ? instant.AddTicks(TimeSpan.TicksPerSecond - rest) : instant);

    private static string Write(DateTimeOffset instant) => instant.ToUniversalTime().ToString(AddressFormat, CultureInfo.InvariantCulture);

    /// <summary>The moment in words, or null for now.</summary>
    public string? InWords() => Moment switch
    {
        { AsOf: { } known, EffectiveOn: { } on } => $"Tel que connu le {French.Of(known, Zone)}, pour les actes jusqu’au {French.Of(on)}.",
        { AsOf: { } known } => $"Tel que connu le {French.Of(known, Zone)}.",
        { EffectiveOn: { } on } => $"Pour les actes jusqu’au {French.Of(on)}.",
        _ => null,
    };

    /// <summary>An instant, a local time of the zone, or a day, of which the last instant is meant; null when it is none, or of no year between 1900 and 2199.</summary>
    internal static DateTimeOffset? ParseInstant(string text, TimeZoneInfo zone)
    {
        if (ParseDay(text) is { Year: >= First and < Beyond } day) return zone.StartOf(day.AddDays(1)).AddTicks(-10);
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) || time.Year is < First or >= Beyond) return null;
        if (time.Kind == DateTimeKind.Unspecified) return new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
        return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime();
    }

    /// <summary>A day, or null when it is none.</summary>
    internal static DateOnly? ParseDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateTimeOffset? Instant(string? text, TimeZoneInfo zone) => string.IsNullOrWhiteSpace(text) ? null : ParseInstant(text, zone) ?? throw Unreadable(text);

    private static DateOnly? Day(string? text) => string.IsNullOrWhiteSpace(text) ? null : ParseDay(text) ?? throw Unreadable(text);

    private static UnreadableQuestionException Unreadable(string text) => new(NoDate(text));

    /// <summary>Why a text is no date, in French.</summary>
    internal static string NoDate(string text) => $"« {text} » n’est pas une date : choisissez-la dans le calendrier du formulaire, ou écrivez-la AAAA-MM-JJ.";
}
