using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Funding.Host.Api.Bodies;

/// <summary>The members of a JSON object that could be read, by the field that declares each.</summary>
internal sealed class Body
{
    private readonly Dictionary<Field, object> values = [];

    /// <summary>No member at all.</summary>
    public static Body Empty { get; } = new();

    /// <summary>Reads an object against its declaration: unknown members are misshapen, missing required ones invalid, null ones absent.</summary>
    public static Body Read(JsonElement element, IReadOnlyList<Field> fields, string pointer, Findings findings)
    {
        var body = new Body();
        var present = new HashSet<Field>();
        foreach (var member in element.EnumerateObject())
        {
            var place = Pointer(pointer, member.Name);
            var field = fields.FirstOrDefault(known => known.Name == member.Name);
            if (field is null) findings.Misshapen(place, "Membre inconnu.");
            else if (member.Value.ValueKind != JsonValueKind.Null && present.Add(field) && field.Read(member.Value, place, findings) is { } value)
                body.values[field] = value;
        }

        foreach (var missing in fields.Where(field => field.IsRequired && !present.Contains(field))) findings.Invalid(Pointer(pointer, missing.Name), "Cette donnée est obligatoire.");
        return body;
    }

    /// <summary>The schema of such an object.</summary>
    public static OpenApiSchema Schema(IReadOnlyList<Field> fields) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => field.Schema(), StringComparer.Ordinal),
        Required = fields.Where(field => field.IsRequired).Select(field => field.Name).ToHashSet(StringComparer.Ordinal),
        AdditionalPropertiesAllowed = false,
    };

    /// <summary>An example of such an object, made of those of its fields.</summary>
    public static JsonObject Sample(IReadOnlyList<Field> fields)
        => new(fields.Where(field => field.Example is not null).Select(field => KeyValuePair.Create(field.Name, field.Example?.DeepClone())));

    /// <summary>The value, or the neutral one when it is missing or faulty.</summary>
    public T Of<T>(Field<T> field) where T : notnull => values.TryGetValue(field, out var value) ? (T)value : field.Neutral;

    /// <summary>The value, or null when it is missing or faulty.</summary>
    public T? Maybe<T>(Field<T> field) where T : class => values.TryGetValue(field, out var value) ? (T)value : null;

    /// <inheritdoc cref="Maybe{T}"/>
    public T? MaybeValue<T>(Field<T> field) where T : struct => values.TryGetValue(field, out var value) ? (T)value : null;

    /// <summary>The pointer to a member. RFC 6901: <c>~</c> and <c>/</c> are escaped.</summary>
    public static string Pointer(string parent, string name)
        => $"{parent}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
