using Funding.Domain;

namespace Funding.Host.Web;

/// <summary>
/// The fields of a form as the address of a page gives them. What cannot be read is kept as it was written, with a sentence to stand
/// beside its field: the page is shown again, and nothing is lost.
/// </summary>
/// <param name="query">The address.</param>
/// <param name="zone">The legal time in which times without an offset are meant, and instants are shown.</param>
public sealed class AskedFields(IQueryCollection query, TimeZoneInfo zone)
{
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> faults = new(StringComparer.Ordinal);

    /// <summary>The legal time of the fields.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>Whether every field that was read means something.</summary>
    public bool AreSound => faults.Count == 0;

    /// <summary>Whether any field that was read holds something.</summary>
    public bool AreGiven => written.Count > 0;

    /// <summary>The fields that hold something, as they were written: what another page of the same answer is asked with.</summary>
    public IEnumerable<(string Name, string? Value)> Written => written.Select(it => (it.Key, (string?)it.Value));

    /// <summary>What a field shows; null when it is empty.</summary>
    public string? Shown(string name) => shown.GetValueOrDefault(name);

    /// <summary>What is wrong with a field, in French; null when nothing is.</summary>
    public string? FaultOf(string name) => faults.GetValueOrDefault(name);

    /// <summary>Says what is wrong with a field; the first word stands.</summary>
    public void Fault(string name, string sentence) => faults.TryAdd(name, sentence);

    /// <summary>A day.</summary>
    public DateOnly? Day(string name) => One<DateOnly>(name, MomentQuestion.ParseDay, MomentQuestion.Field, MomentQuestion.NoDate);

    /// <summary>An instant; of a day alone, the last one.</summary>
    public DateTimeOffset? Until(string name) => One<DateTimeOffset>(name, text => MomentQuestion.ParseInstant(text, zone), Local, MomentQuestion.NoDate);

    /// <summary>An instant; of a day alone, the first one.</summary>
    public DateTimeOffset? Since(string name)
        => One<DateTimeOffset>(name, text => MomentQuestion.ParseInstant(text, zone) is not { } instant ? null : MomentQuestion.ParseDay(text) is { } day ? zone.StartOf(day) : instant, Local, MomentQuestion.NoDate);

    /// <summary>One of several words, or an identifier: what <paramref name="parse"/> understands.</summary>
    public T? One<T>(string name, Func<string, T?> parse, string what) where T : struct => One(name, parse, null, text => $"« {text} » n’est pas {what}.");

    /// <summary>A text that passes a test.</summary>
    public string? Text(string name, Predicate<string> test, string what)
    {
        if (Read(name) is not { } text) return null;
        if (test(text)) return text;
        Fault(name, $"« {text} » n’est pas {what}.");
        return null;
    }

    private T? One<T>(string name, Func<string, T?> parse, Func<T, string>? show, Func<string, string> fault) where T : struct
    {
        if (Read(name) is not { } text) return null;
        if (parse(text) is not { } value)
        {
            Fault(name, fault(text));
            return null;
        }

        if (show is not null) shown[name] = show(value);
        return value;
    }

    private string? Read(string name)
    {
        if (query[name].ToString().Trim() is not { Length: > 0 } text) return null;
        written[name] = shown[name] = text;
        return text;
    }

    private string Local(DateTimeOffset instant) => MomentQuestion.Field(instant, zone);
}
