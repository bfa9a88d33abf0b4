using System.Globalization;
using System.Text.Json;

namespace Funding.Host.Tests.WholeHost.FullLife;

/// <summary>Something told, as every channel must tell it.</summary>
/// <param name="At">The moment of the simulated clock at which it was recorded, to the hour.</param>
/// <param name="Kind">Its slug.</param>
/// <param name="Key">What it is about, and how much.</param>
/// <param name="On">The day that it is about.</param>
internal sealed record Message(string At, string Kind, string Key, string On)
{
    /// <summary>The last day to act, where there is another.</summary>
    public string? By { get; init; }

    /// <summary>Its one line of French, where the channel has one.</summary>
    public string Title { get; init; } = "";

    /// <summary>Of the details of a webhook or an item of an inbox, whose members have the same names.</summary>
    public static Message Of(string at, string kind, JsonElement told)
    {
        var about = Text(told, "commitmentId") is { } id
            ? id + Part(told, "instalment", "/")
            : Part(told, "contract", "contract ") + Part(told, "year", " year ") + Part(told, "mission", " ") is { Length: > 0 } contract ? contract : Part(told, "budgetYear", "envelope ");
        return new Message(at[..13], kind, (about + Part(told, "amount", " € ")).Trim(), Text(told, "on")!) { By = Text(told, "by") };
    }

    /// <summary>
    /// The same, but for what no rule puts in order: reminders of one moment about one day, which are written here in the order of their words.
    /// </summary>
    public static List<Message> InOrder(IEnumerable<Message> told)
    {
        var runs = new List<List<Message>>();
        foreach (var it in told)
        {
            if (runs.Count > 0 && runs[^1][0] is var first && (first.At, first.On, first.IsReminder) == (it.At, it.On, true)) runs[^1].Add(it);
            else runs.Add([it]);
        }

        return [.. runs.SelectMany(run => run.OrderBy(it => it.Kind, StringComparer.Ordinal).ThenBy(it => it.Key, StringComparer.Ordinal))];
    }

    /// <summary>A line with the spaces of a keyboard.</summary>
    public static string Plain(string line) => line.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private bool IsReminder => Kind is "instalment-due" or "instalment-overdue" or "assessment-due" or "mission-late" or "term-end-near" or "bar-near" or "deemed-validation-near";

    private static string Part(JsonElement told, string name, string before) => Text(told, name) is { } text ? before + text : "";

    private static string? Text(JsonElement told, string name) => !told.TryGetProperty(name, out var member) ? null : member.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => member.GetDecimal().ToString("0.##", CultureInfo.InvariantCulture),
        _ => member.GetString(),
    };
}
