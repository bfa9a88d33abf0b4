using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Funding.Host.Api.Bodies;

/// <summary>A text kept as it was typed: not blank, without NUL or half a character.</summary>
internal class TextField(string name, string description, int maxLength) : Field<string>(name, description, "")
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public int MaxLength { get; } = maxLength;

    /// <summary>For a personal or free text: the kind under which it is sealed; null for a text stored in clear.</summary>
    public string? SealedAs { get; init; }

    public override object? Read(JsonElement element, string pointer, Findings findings)
    {
        if (!Is(element, JsonValueKind.String, pointer, findings)) return null;
        var text = JsonText.Of(element);
        var fault = text is null || text.Contains('\0', StringComparison.Ordinal) ? "Ce texte contient un caractère interdit."
            : string.IsNullOrWhiteSpace(text) ? "Ce texte est vide."
            : text.Length > MaxLength ? string.Create(CultureInfo.InvariantCulture, $"Ce texte compte {text.Length} caractères ; {MaxLength} au plus sont admis.")
            : Fault(text!);
        if (fault is null) return text;
        findings.Invalid(pointer, fault);
        return null;
    }

    protected virtual string? Fault(string text) => null;

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = MaxLength };
}

/// <summary>An id that the caller gives: letters, digits, point, hyphen, underscore. The two that mean folders in a path are refused.</summary>
internal sealed partial class IdField(string name, string description) : TextField(name, description, 64)
{
    public static bool IsId(string text) => Form().IsMatch(text) && text is not ("." or "..");

    protected override string? Fault(string text) => IsId(text) ? null : "Un identifiant compte de 1 à 64 lettres sans accent, chiffres, points, tirets ou soulignés.";

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9._-]{1,64}$" };

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}

/// <summary>The text of a JSON string.</summary>
internal static class JsonText
{
    /// <summary>Null when it holds half a character (a lone surrogate), which no text can hold.</summary>
    public static string? Of(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
