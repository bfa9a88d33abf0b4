using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Funding.Host.Api.Bodies;

/// <summary>A member of a body, declared once: how it is read, refused and documented.</summary>
/// <param name="name">Name of the JSON member.</param>
/// <param name="description">What it is, for the OpenAPI document.</param>
internal abstract class Field(string name, string description)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary>Whether its absence is a fault (422).</summary>
    public bool IsRequired { get; init; }

    /// <summary>A value that would be accepted.</summary>
    public JsonNode? Example { get; init; }

    /// <summary>Reads the value; null, with at least one finding, when it cannot be used.</summary>
    public abstract object? Read(JsonElement element, string pointer, Findings findings);

    /// <summary>The schema of its value.</summary>
    public OpenApiSchema Schema()
    {
        var schema = Shape();
        schema.Description = Description;
        if (Example is not null) schema.Examples = [Example.DeepClone()];
        return schema;
    }

    protected abstract OpenApiSchema Shape();

    protected static bool Is(JsonElement element, JsonValueKind kind, string pointer, Findings findings)
    {
        if (element.ValueKind == kind) return true;
        findings.Misshapen(pointer, kind switch
        {
            JsonValueKind.String => "Un texte est attendu.",
            JsonValueKind.Number => "Un nombre est attendu.",
            JsonValueKind.Array => "Une liste est attendue.",
            _ => "Un objet est attendu.",
        });
        return false;
    }
}

/// <summary>A member whose value is a <typeparamref name="T"/>.</summary>
internal abstract class Field<T>(string name, string description, T neutral) : Field(name, description) where T : notnull
{
    /// <summary>What stands for a faulty or missing value, so that the rules can still judge the others.</summary>
    public T Neutral { get; } = neutral;
}
