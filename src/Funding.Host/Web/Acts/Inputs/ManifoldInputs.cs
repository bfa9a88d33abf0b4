using System.Text.Json.Nodes;

namespace Funding.Host.Web.Acts.Inputs;

/// <summary>Questions that make one object.</summary>
public sealed record GroupInput(string Name, string Label, IReadOnlyList<Input> Parts) : Input(Name, Label)
{
    /// <inheritdoc/>
    public override JsonNode? Read(FormValues values, string pointer, Action<string, string> unreadable) => Read(Parts, values, pointer, unreadable);

    /// <summary>The object that the answers make; a question that was not answered leaves no member.</summary>
    public static JsonObject Read(IEnumerable<Input> parts, FormValues values, string pointer, Action<string, string> unreadable)
    {
        var made = new JsonObject();
        foreach (var part in parts)
            if (part.Read(values, Within(pointer, part.Name), unreadable) is { } node) made[part.Name] = node;
        return made;
    }
}

/// <summary>Rows of the same questions. Blank rows are no answer; rows are added and taken away by buttons of the form.</summary>
/// <param name="Name">The member.</param>
/// <param name="Label">What the rows are.</param>
/// <param name="Columns">What each row asks.</param>
/// <param name="RowLabel">What one row is: <c>Échéance</c>.</param>
public sealed record RowsInput(string Name, string Label, IReadOnlyList<Input> Columns, string RowLabel) : Input(Name, Label)
{
    /// <summary>How many rows a form may have.</summary>
    public const int Most = 60;

    /// <summary>Whether rows may be added and taken away.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>Whether no row at all is an empty list rather than no answer.</summary>
    public bool MayBeEmpty { get; init; }

    /// <inheritdoc/>
    public override JsonNode? Read(FormValues values, string pointer, Action<string, string> unreadable)
    {
        var rows = Enumerable.Range(0, values.RowsOf(pointer)).Select(JsonNode? (row) => GroupInput.Read(Columns, values, $"{pointer}/{row}", unreadable)).ToArray();
        return rows.Length == 0 && !MayBeEmpty ? null : new JsonArray(rows);
    }
}
