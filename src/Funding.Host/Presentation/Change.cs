namespace Funding.Host.Presentation;

/// <summary>Something that an act changed, in French.</summary>
/// <param name="What">What it is.</param>
/// <param name="Before">What it was; null when there was nothing of it.</param>
/// <param name="After">What it is; null when there is nothing of it any more.</param>
public sealed record Change(string What, string? Before, string? After);

/// <summary>Something that holds of a state, in French.</summary>
/// <param name="What">What it is; unique in the state.</param>
/// <param name="Text">How it stands.</param>
/// <param name="Absent">How it stands in a state that does not tell it; null when there is nothing of it then.</param>
public sealed record Fact(string What, string Text, string? Absent = null)
{
    /// <summary>What two states do not have in common, in the order of the later one.</summary>
    public static IEnumerable<Change> Changes(IEnumerable<Fact> before, IEnumerable<Fact> after)
    {
        var known = before.ToDictionary(it => it.What, StringComparer.Ordinal);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var it in after)
        {
            kept.Add(it.What);
            var was = known.TryGetValue(it.What, out var told) ? told.Text : it.Absent;
            if (was != it.Text) yield return new Change(it.What, was, it.Text);
        }

        foreach (var gone in known.Values.Where(it => !kept.Contains(it.What) && it.Text != it.Absent)) yield return new Change(gone.What, gone.Text, gone.Absent);
    }
}
