using System.Globalization;
using Funding.Host.Web.Acts.Inputs;
using Microsoft.Extensions.Primitives;

namespace Funding.Host.Web.Acts;

/// <summary>What the fields of a form hold, as it was written: nothing is lost when a form is shown again.</summary>
public sealed class FormValues
{
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);

    /// <summary>What a field holds; empty when it holds nothing.</summary>
    public string this[string pointer] => written.GetValueOrDefault(pointer, "");

    /// <summary>Every field that holds something.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => written;

    /// <summary>What a form was sent with, or an address asks it to begin with, as far as the act has such fields. Blank rows are left out, and the others move up.</summary>
    public static FormValues Read(IReadOnlyList<Input> inputs, IEnumerable<KeyValuePair<string, StringValues>> sent)
    {
        var given = sent.Where(it => it.Value.Count > 0).ToDictionary(it => it.Key, it => it.Value.ToString(), StringComparer.Ordinal);
        var values = new FormValues();
        foreach (var input in inputs) values.Take(input, input.Name, input.Name, given);
        return values;
    }

    /// <summary>The values that a form begins with.</summary>
    public static FormValues Of(IEnumerable<(string Pointer, string? Text)> values)
    {
        var made = new FormValues();
        foreach (var (pointer, text) in values) made.Set(pointer, text);
        return made;
    }

    /// <summary>The same, what <paramref name="others"/> hold going before.</summary>
    public FormValues With(FormValues others)
    {
        var both = new FormValues();
        foreach (var (pointer, text) in written.Concat(others.written)) both.written[pointer] = text;
        return both;
    }

    /// <summary>How many rows have an answer.</summary>
    public int RowsOf(string pointer)
    {
        var rows = 0;
        foreach (var known in written.Keys)
            if (IndexIn(known, pointer) is { } row && row >= rows) rows = row + 1;
        return rows;
    }

    private void Take(Input input, string from, string to, Dictionary<string, string> given)
    {
        switch (input)
        {
            case GroupInput group:
                foreach (var part in group.Parts) Take(part, Input.Within(from, part.Name), Input.Within(to, part.Name), given);
                break;
            case RowsInput rows:
                var indices = given.Where(it => !string.IsNullOrWhiteSpace(it.Value)).Select(it => IndexIn(it.Key, from)).OfType<int>().Distinct().Order().Take(RowsInput.Most).ToList();
                for (var i = 0; i < indices.Count; i++)
                    foreach (var column in rows.Columns) Take(column, $"{from}/{indices[i]}/{column.Name}", $"{to}/{i}/{column.Name}", given);
                break;
            default:
                Set(to, given.GetValueOrDefault(from));
                break;
        }
    }

    private void Set(string pointer, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text)) written[pointer] = text;
    }

    /// <summary>The row that a field is of, or null when it is of no row there.</summary>
    private static int? IndexIn(string field, string rows)
        => field.StartsWith(rows + "/", StringComparison.Ordinal) && field[(rows.Length + 1)..].Split('/') is [var index, _, ..]
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;
}
