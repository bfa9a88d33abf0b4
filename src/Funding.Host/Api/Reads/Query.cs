using System.Globalization;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Reads;

/// <summary>The parameters of a read; what is wrong with them is told all at once (422), each by its name.</summary>
internal sealed class Query(IQueryCollection parameters)
{
    private readonly List<Fault> faults = [];
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    /// <summary>All that is wrong, once every parameter has been read; one that nobody read would otherwise be a filter that filters nothing.</summary>
    public IReadOnlyList<Fault> Faults => [.. faults, .. parameters.Keys.Where(name => !read.Contains(name)).Select(name => new Fault(name, "Paramètre inconnu de cette lecture."))];

    /// <summary>From where in time: <c>asOf</c> and <c>effectiveOn</c>.</summary>
    public Moment Moment() => new(Instant("asOf"), Day("effectiveOn"));

    /// <summary>The page: <c>page[size]</c> and <c>page[after]</c>.</summary>
    public PageRequest Page(int usual = 50, int most = 1000)
    {
        var size = Integer("page[size]");
        if (size < 1 || size > most) Fault("page[size]", string.Create(CultureInfo.InvariantCulture, $"De 1 à {most} éléments par page."));
        return new PageRequest(size is >= 1 && size <= most ? size.Value : usual, Text("page[after]", 500));
    }

    public DateOnly? Day(string name) => Parse(name, Forms.ParseDay, Forms.Day);

    /// <summary>An instant; a plus sign that the address turned into a space is one again.</summary>
    public DateTimeOffset? Instant(string name) => Parse(name, text => Forms.ParseInstant(text.Replace(' ', '+')), Forms.Instant);

    /// <summary>An instant, or a legal day as its first and its last instant.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? InstantOrDay(string name, TimeZoneInfo zone)
        => Parse(name, text => Forms.ParseInstantOrDay(text.Replace(' ', '+'), zone), Forms.InstantOrDay);

    public int? Integer(string name)
        => Parse<int>(name, text => text.Length <= 9 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null, "Un nombre entier est attendu.");

    public long? Position(string name)
        => Parse<long>(name, text => text.Length <= 18 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null, "Une position du journal est attendue.");

    public Guid? Uuid(string name) => Parse<Guid>(name, text => Guid.TryParseExact(text, "D", out var value) ? value : null, "Un UUID est attendu.");

    public T? Word<T>(string name) where T : struct, Enum => Parse(name, Slug.Parse<T>, $"Une de ces valeurs est attendue : {string.Join(", ", Slug.All<T>())}.");

    /// <summary>A place in a forecast: <see cref="Forecast.Before"/> for <c>overdue</c>, <see cref="Forecast.After"/> for <c>later</c>, or the first day of a month.</summary>
    public DateOnly? ForecastMonth(string name) => Parse<DateOnly>(
        name,
        text => text switch
        {
            "overdue" => Forecast.Before,
            "later" => Forecast.After,
            _ => DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null,
        },
        "`overdue`, `later` ou un mois (AAAA-MM) est attendu.");

    /// <summary>The code of a region of the reference data.</summary>
    public string? Region(string name, IReferenceData reference)
    {
        var code = Text(name, 3);
        if (code is null || reference.IsRegion(code)) return code;
        Fault(name, "Région inconnue : un code INSEE parmi les 18 régions est attendu.");
        return null;
    }

    /// <summary>A text; an empty one is absent.</summary>
    public string? Text(string name, int maxLength = 200)
    {
        read.Add(name);
        var values = parameters[name];
        if (values.Count > 1)
        {
            Fault(name, "Ce paramètre est donné plusieurs fois.");
            return null;
        }

        if (values.Count == 0 || string.IsNullOrWhiteSpace(values[0])) return null;
        var text = values[0]!;
        if (text.Length <= maxLength && !text.Any(char.IsControl) && !HasHalfCharacter(text)) return text;
        Fault(name, string.Create(CultureInfo.InvariantCulture, $"Un texte d'au plus {maxLength} caractères est attendu."));
        return null;
    }

    /// <summary>Says that somebody else reads these parameters.</summary>
    public void Skip(params IEnumerable<string> names) => read.UnionWith(names);

    public void Fault(string name, string message) => faults.Add(new Fault(name, message));

    private T? Parse<T>(string name, Func<string, T?> parse, string expected) where T : struct
    {
        if (Text(name) is not { } text) return null;
        var value = parse(text);
        if (value is null) Fault(name, expected);
        return value;
    }

    private static bool HasHalfCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return true;
        }

        return false;
    }
}
