using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Funding.Domain;
using Funding.Engine.Naming;
using Microsoft.OpenApi;

namespace Funding.Host.Api.Bodies;

/// <summary>A value written as a text of a given form; another form is a fault of value (422).</summary>
internal abstract class FormField<T>(string name, string description, T neutral, string expected) : Field<T>(name, description, neutral) where T : struct
{
    public override object? Read(JsonElement element, string pointer, Findings findings)
    {
        if (!Is(element, JsonValueKind.String, pointer, findings)) return null;
        if (JsonText.Of(element) is { } text && Parse(text) is { } value) return value;
        findings.Invalid(pointer, expected);
        return null;
    }

    protected abstract T? Parse(string text);
}

/// <summary>A legal day, <c>YYYY-MM-DD</c>.</summary>
internal sealed class DateField(string name, string description) : FormField<DateOnly>(name, description, default, Forms.Day)
{
    protected override DateOnly? Parse(string text) => Forms.ParseDay(text);

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.String, Format = "date" };
}

/// <summary>An instant, RFC 3339 with its offset.</summary>
internal sealed class InstantField(string name, string description) : FormField<DateTimeOffset>(name, description, default, Forms.Instant)
{
    protected override DateTimeOffset? Parse(string text) => Forms.ParseInstant(text);

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.String, Format = "date-time" };
}

/// <summary>A UUID with its hyphens.</summary>
internal sealed class UuidField(string name, string description) : FormField<Guid>(name, description, default, "Un UUID est attendu, par exemple 0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01.")
{
    protected override Guid? Parse(string text) => Guid.TryParseExact(text, "D", out var value) && value != Guid.Empty ? value : null;

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.String, Format = "uuid" };
}

/// <summary>One of a few words.</summary>
internal sealed class SlugField<T>(string name, string description) : FormField<T>(name, description, default, $"Une de ces valeurs est attendue : {string.Join(", ", Slug.All<T>())}.")
    where T : struct, Enum
{
    protected override T? Parse(string text) => Slug.Parse<T>(text);

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.String, Enum = [.. Slug.All<T>().Select(slug => (System.Text.Json.Nodes.JsonNode)slug)] };
}

/// <summary>Days and instants as the contract writes them, and nothing near it.</summary>
internal static partial class Forms
{
    public const string Day = "Une date qui existe est attendue, sous la forme AAAA-MM-JJ.";
    public const string InstantOrDay = "Un instant avec son décalage ou une date entre 1900 et 2199 est attendu, par exemple 2024-02-15T00:00:00Z ou 2024-02-15.";
    public const string Instant = "Un instant avec son décalage est attendu, par exemple 2024-02-15T00:00:00Z.";

    public static DateOnly? ParseDay(string text)
        => DayForm().IsMatch(text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An instant, or the first and the last one of a legal day; both as far as a calendar reaches.</summary>
    public static (DateTimeOffset First, DateTimeOffset Last)? ParseInstantOrDay(string text, TimeZoneInfo zone)
    {
        if (ParseInstant(text) is { Year: >= 1900 and < 2200 } instant) return (instant, instant);
        return ParseDay(text) is { Year: >= 1900 and < 2200 } day ? (zone.StartOf(day), zone.StartOf(day.AddDays(1)) - TimeSpan.FromMicroseconds(1)) : null;
    }

    public static DateTimeOffset? ParseInstant(string text)
        => InstantForm().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.ToUniversalTime() : null;

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DayForm();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InstantForm();
}
