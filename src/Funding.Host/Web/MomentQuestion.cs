using System.Globalization;
using Funding.Domain;
using Funding.Host.Presentation;
using Funding.Host.Reading;

namespace Funding.Host.Web;

/// <summary>From where in time a page is read, as its address says it.</summary>
/// <param name="Moment">The question.</param>
/// <param name="Zone">The legal time in which times without an offset are meant and instants are shown.</param>
public sealed record MomentQuestion(Moment Moment, TimeZoneInfo Zone)
{
    private const string AddressFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Whether it is not simply now.</summary>
    public bool IsPast => Moment != Moment.Now;

    /// <summary>Reads <c>asOf</c> (an instant, or a local time of the zone) and <c>effectiveOn</c> (a day).</summary>
    /// <exception cref="UnreadableQuestionException">One of them is not a date.</exception>
    public static MomentQuestion Read(IQueryCollection query, TimeZoneInfo zone) => new(new Moment(Instant(query["asOf"], zone), Day(query["effectiveOn"])), zone);

    /// <summary>What a field for local times shows.</summary>
    public string? AsOfField
        => Moment.AsOf is { } instant ? TimeZoneInfo.ConvertTime(instant, Zone).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : null;

    /// <summary>What a field for days shows.</summary>
    public string? EffectiveOnField => Moment.EffectiveOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The same moment as the end of an address, whatever the zone of the page it leads to.</summary>
    public IEnumerable<(string Name, string? Value)> Parameters
        => [("asOf", Moment.AsOf is { } instant ? Address(instant) : null), ("effectiveOn", EffectiveOnField)];

    /// <summary>An instant in an address, to the second, never before the instant itself.</summary>
    public static string Address(DateTimeOffset instant)
        => (instant.Ticks % TimeSpan.TicksPerSecond == 0 ? instant : instant.AddSeconds(1)).ToUniversalTime().ToString(AddressFormat, CultureInfo.InvariantCulture);

    /// <summary>The moment in words, or null for now.</summary>
    public string? InWords() => Moment switch
    {
        { AsOf: { } known, EffectiveOn: { } on } => $"Tel que connu le {French.Of(known, Zone)}, pour les actes jusqu’au {French.Of(on)}.",
        { AsOf: { } known } => $"Tel que connu le {French.Of(known, Zone)}.",
        { EffectiveOn: { } on } => $"Pour les actes jusqu’au {French.Of(on)}.",
        _ => null,
    };

    private static DateTimeOffset? Instant(string? text, TimeZoneInfo zone)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return zone.StartOf(day.AddDays(1)).AddTicks(-10);
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)) throw Unreadable(text);
        if (time.Kind == DateTimeKind.Unspecified) return new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
        return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime();
    }

    private static DateOnly? Day(string? text)
        => string.IsNullOrWhiteSpace(text) ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw Unreadable(text);

    private static UnreadableQuestionException Unreadable(string text) => new($"« {text} » n’est pas une date : choisissez-la dans le calendrier du formulaire, ou écrivez-la AAAA-MM-JJ.");
}
