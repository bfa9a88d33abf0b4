using System.Text.Json;
using System.Text.Json.Serialization;
using Funding.Host.Reference;

namespace Funding.Host.Exporting.Scdl;

/// <summary>A column of the schema.</summary>
/// <param name="Name">Its name, as the header has it.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>number</c> or <c>date</c>.</param>
/// <param name="Constraints">What its cells must be; null when nothing is asked.</param>
internal sealed record ScdlField(string Name, string Type, ScdlConstraints? Constraints)
{
    /// <summary>Whether every row has it.</summary>
    public bool IsRequired => Constraints?.Required == true;
}

/// <summary>What the cells of a column must be.</summary>
internal sealed record ScdlConstraints(
    bool Required, string? Pattern, int? MaxLength, [property: JsonPropertyName("enum")] IReadOnlyList<string>? Words, decimal? Minimum, decimal? Maximum);

/// <summary>The official Table Schema of grants (SCDL « subventions » v2.1.1), as published and embedded.</summary>
internal static class ScdlSchema
{
    private const string File = "scdl-subventions-v2.1.1.json";

    private static readonly Lazy<IReadOnlyList<ScdlField>> Read = new(() =>
    {
        using var text = EmbeddedText.Open(File);
        return JsonSerializer.Deserialize<Published>(text.ReadToEnd(), JsonSerializerOptions.Web)!.Fields;
    });

    /// <summary>The version that is written and judged.</summary>
    public const string Version = "2.1.1";

    /// <summary>The columns, in their order.</summary>
    public static IReadOnlyList<ScdlField> Fields => Read.Value;

    private sealed record Published(IReadOnlyList<ScdlField> Fields);
}
