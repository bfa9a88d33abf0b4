using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Funding.Host.Api.OpenApi;

/// <summary>The schemas that operations share.</summary>
internal static class Schemas
{
    public const string Act = "ActAnswer";
    public const string Problem = "Problem";

    public static Dictionary<string, IOpenApiSchema> Shared() => new(StringComparer.Ordinal) { [Act] = ActAnswer(), [Problem] = ProblemDetails() };

    public static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    /// <summary><c>integer</c>, or a text of a format.</summary>
    public static OpenApiSchema OfFormat(string? format) => format == "integer" ? new() { Type = JsonSchemaType.Integer } : new() { Type = JsonSchemaType.String, Format = format };

    private static OpenApiSchema ActAnswer()
    {
        var schema = Object(
            ("id", Text()), ("version", new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }), ("phase", Text()), ("events", ListOf(Text())),
            ("created", ListOf(Object(("kind", Text()), ("id", Text())))));
        schema.Description = "What an act did; no events when it was already so.";
        schema.Examples = [JsonNode.Parse("""{"id":"0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01","version":3,"phase":"project","events":["fir_grant_awarded"],"created":[{"kind":"commitment","id":"fir-1"}]}""")!];
        return schema;
    }

    private static OpenApiSchema ProblemDetails()
    {
        var schema = Object(
            ("type", Text()), ("title", Text()), ("status", OfFormat("integer")), ("detail", Text()), ("correlationId", OfFormat("uuid")),
            ("errors", ListOf(Object(("pointer", Text()), ("detail", Text())))));
        schema.Description = "RFC 9457; the numbers of a refusal are further members (`requested`, `available`, `limit`, `deadline`…).";
        return schema;
    }

    /// <summary>A list of these.</summary>
    public static OpenApiSchema ListOf(OpenApiSchema item) => new() { Type = JsonSchemaType.Array, Items = item };

    /// <summary>An object with these members.</summary>
    public static OpenApiSchema Object(params (string Name, OpenApiSchema Schema)[] members)
        => new() { Type = JsonSchemaType.Object, Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema, StringComparer.Ordinal) };
}
