using System.Text.Json;
using Funding.Engine.Naming;
using Microsoft.OpenApi;

namespace Funding.Host.Api.Bodies;

/// <summary>An object whose members are named by the words of an enumeration. A member of another name, or whose value is faulty, is a fault of value and left out; a null one is absent.</summary>
internal sealed class WordMapField<TKey, TValue>(string name, string description, Field<TValue> value)
    : Field<IReadOnlyDictionary<TKey, TValue>>(name, description, new Dictionary<TKey, TValue>())
    where TKey : struct, Enum
    where TValue : notnull
{
    public override object? Read(JsonElement element, string pointer, Findings findings)
    {
        if (!Is(element, JsonValueKind.Object, pointer, findings)) return null;
        var read = new Dictionary<TKey, TValue>();
        foreach (var member in element.EnumerateObject())
        {
            var place = Body.Pointer(pointer, member.Name);
            if (Slug.Parse<TKey>(member.Name) is not { } key) findings.Invalid(place, $"Une de ces données est attendue : {string.Join(", ", Slug.All<TKey>())}.");
            else if (member.Value.ValueKind != JsonValueKind.Null && value.Read(member.Value, place, findings) is TValue found) read[key] = found;
        }

        return read;
    }

    protected override OpenApiSchema Shape() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = Slug.All<TKey>().ToDictionary(word => word, IOpenApiSchema (_) => value.Schema(), StringComparer.Ordinal),
        AdditionalPropertiesAllowed = false,
    };
}
