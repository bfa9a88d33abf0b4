using System.Globalization;
using System.Text.Json;
using Funding.Domain;
using Microsoft.OpenApi;

namespace Funding.Host.Api.Bodies;

/// <summary>A list of one kind of value. A faulty item keeps its place, so that pointers stay true.</summary>
internal sealed class ListField<T>(string name, string description, Field<T> item, int mostItems) : Field<Sequence<T>>(name, description, []) where T : notnull
{
    public override object? Read(JsonElement element, string pointer, Findings findings)
    {
        if (!Is(element, JsonValueKind.Array, pointer, findings)) return null;
        if (element.GetArrayLength() > mostItems)
        {
            findings.Invalid(pointer, string.Create(CultureInfo.InvariantCulture, $"{mostItems} éléments au plus."));
            return null;
        }

        return element.EnumerateArray().Select((value, i) => item.Read(value, $"{pointer}/{i}", findings) is T read ? read : item.Neutral).ToSequence();
    }

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.Array, Items = item.Schema(), MaxItems = mostItems };
}

/// <summary>An object made of fields.</summary>
internal sealed class ObjectField<T>(string name, string description, IReadOnlyList<Field> fields, Func<Body, T> make) : Field<T>(name, description, make(Body.Empty)) where T : notnull
{
    public override object? Read(JsonElement element, string pointer, Findings findings)
        => Is(element, JsonValueKind.Object, pointer, findings) ? make(Body.Read(element, fields, pointer, findings)) : null;

    protected override OpenApiSchema Shape() => Body.Schema(fields);
}
