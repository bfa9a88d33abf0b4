using System.Globalization;
using System.Text.Json.Nodes;

namespace Funding.Host.Web.Acts.Inputs;

/// <summary>Euros, as they are written in French: <c>45 000,50</c>. Every digit written is passed on, and never rounded.</summary>
public sealed record MoneyInput(string Name, string Label) : SingleInput(Name, Label)
{
    /// <inheritdoc/>
    protected override string Expected => "Un montant en euros est attendu, par exemple 45 000,00.";

    /// <inheritdoc/>
    protected override JsonNode? Parse(string text) => FrenchNumber.Parse(text.TrimEnd('€'));
}

/// <summary>A whole number.</summary>
public sealed record NumberInput(string Name, string Label) : SingleInput(Name, Label)
{
    /// <inheritdoc/>
    protected override string Expected => "Un nombre est attendu.";

    /// <inheritdoc/>
    protected override JsonNode? Parse(string text) => FrenchNumber.Parse(text);
}

/// <summary>A rate, asked in percent (<c>82,5</c>) and passed on between 0 and 1.</summary>
public sealed record RateInput(string Name, string Label) : SingleInput(Name, Label)
{
    private const int MostDigits = 20;

    /// <inheritdoc/>
    protected override string Expected => "Un taux en pour cent est attendu, par exemple 82,5.";

    /// <inheritdoc/>
    protected override JsonNode? Parse(string text)
        => text.Length <= MostDigits && FrenchNumber.Parse(text.TrimEnd('%')) is { } percent && decimal.TryParse(percent.ToJsonString(), CultureInfo.InvariantCulture, out var value)
            ? JsonNode.Parse((value / 100).ToString(CultureInfo.InvariantCulture))
            : null;
}

/// <summary>A day, as a date field sends it or as it is written by hand: <c>31/01/2026</c>.</summary>
public sealed record DateInput(string Name, string Label) : SingleInput(Name, Label)
{
    /// <inheritdoc/>
    protected override JsonNode Parse(string text) => DateOnly.TryParseExact(text, "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? Iso(day)
        : text; // the API's own field says what is expected

    /// <summary>The day as fields and JSON write it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A text.</summary>
/// <param name="Name">The member.</param>
/// <param name="Label">What is asked.</param>
/// <param name="MaxLength">How long it may be, in UTF-16 units.</param>
public sealed record TextInput(string Name, string Label, int MaxLength) : SingleInput(Name, Label)
{
    /// <summary>Whether it is asked in a block of several lines.</summary>
    public bool IsLong => !IsOneLine && MaxLength > 300;

    /// <summary>Whether it is one line, however long.</summary>
    public bool IsOneLine { get; init; }

    /// <inheritdoc/>
    protected override JsonNode Parse(string text) => text;
}

/// <summary>One of a few words, which may depend on what is acted on.</summary>
public sealed record ChoiceInput(string Name, string Label, Func<ActSubject, IEnumerable<Option>> Options) : SingleInput(Name, Label)
{
    /// <inheritdoc/>
    protected override JsonNode Parse(string text) => text;
}

/// <summary>A choice like <see cref="ChoiceInput"/> whose words are numbers.</summary>
public sealed record NumberedChoiceInput(string Name, string Label, Func<ActSubject, IEnumerable<Option>> Options) : SingleInput(Name, Label)
{
    /// <inheritdoc/>
    protected override JsonNode? Parse(string text) => FrenchNumber.Parse(text);
}

/// <summary>Codes, separated by spaces, commas or ends of line.</summary>
public sealed record CodesInput(string Name, string Label) : SingleInput(Name, Label)
{
    private static readonly char[] Separators = [' ', ',', ';', '\t', '\r', '\n', '\u00A0'];

    /// <inheritdoc/>
    protected override JsonNode Parse(string text) => new JsonArray([.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(code => (JsonNode)code)]);
}

/// <summary>A word of a choice.</summary>
/// <param name="Value">As the API writes it.</param>
/// <param name="Label">In French.</param>
public sealed record Option(string Value, string Label);
