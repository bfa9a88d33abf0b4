using System.Globalization;
using System.Text.Json.Nodes;
using Funding.Host.Api.Bodies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Funding.Host.Api.OpenApi;

/// <summary>Fills an operation from its declaration.</summary>
internal static class OperationShape
{
    public static void Apply(OpenApiOperation operation, OperationDoc doc, OpenApiOperationTransformerContext context)
    {
        operation.Summary = doc.Summary;
        operation.Tags = new HashSet<OpenApiTagReference> { new(doc.Tag, context.Document) };
        operation.Parameters = [.. Parameters(doc, context.Description.RelativePath ?? "")];
        if (doc.Body is { } fields) operation.RequestBody = Body(fields);
        operation.Responses = Responses(doc);
        if (doc.IsSecured) operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiDocuments.Bearer, context.Document)] = [] }];
    }

    private static IEnumerable<IOpenApiParameter> Parameters(OperationDoc doc, string path)
    {
        foreach (var part in path.Split('/').Where(part => part.StartsWith('{')))
            yield return new OpenApiParameter { Name = part.Trim('{', '}'), In = ParameterLocation.Path, Required = true, Schema = Text() };
        foreach (var query in doc.Query)
            yield return new OpenApiParameter { Name = query.Name, In = ParameterLocation.Query, Description = query.Description, Schema = SchemaOf(query.Format) };
        if (doc.Headers.Idempotency)
            yield return new OpenApiParameter { Name = "Idempotency-Key", In = ParameterLocation.Header, Description = "The same key and body replays the first answer.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 } };
        if (doc.Headers.IfMatch)
            yield return new OpenApiParameter { Name = "If-Match", In = ParameterLocation.Header, Description = "The version that the caller saw, in quotes.", Schema = Text() };
    }

    private static OpenApiRequestBody Body(IReadOnlyList<Field> fields) => new()
    {
        Required = fields.Any(field => field.IsRequired),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/json"] = new() { Schema = Bodies.Body.Schema(fields), Example = Bodies.Body.Sample(fields) },
        },
    };

    private static OpenApiResponses Responses(OperationDoc doc)
    {
        var responses = new OpenApiResponses { ["200"] = new OpenApiResponse { Description = doc.Headers.Idempotency ? "Done, or already so (no events)." : "The answer.", Content = AnswerOf(doc) } };
        foreach (var status in doc.Problems)
            responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = Meaning(status),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() { Schema = ProblemSchema() } },
            };
        return responses;
    }

    private static Dictionary<string, OpenApiMediaType> AnswerOf(OperationDoc doc) => new(StringComparer.Ordinal)
    {
        ["application/json"] = doc.Headers.Idempotency
            ? new() { Schema = ActSchema(), Example = JsonNode.Parse("""{"id":"0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01","version":3,"phase":"project","events":["fir-grant-awarded"],"created":[{"kind":"commitment","id":"fir-1"}]}""") }
            : new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } },
    };

    private static OpenApiSchema ActSchema() => Object(
        ("id", Text()), ("version", new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }), ("phase", Text()),
        ("events", new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text() }),
        ("created", new OpenApiSchema { Type = JsonSchemaType.Array, Items = Object(("kind", Text()), ("id", Text())) }));

    private static OpenApiSchema ProblemSchema() => Object(
        ("type", Text()), ("title", Text()), ("status", new OpenApiSchema { Type = JsonSchemaType.Integer }), ("detail", Text()), ("correlationId", SchemaOf("uuid")),
        ("errors", new OpenApiSchema { Type = JsonSchemaType.Array, Items = Object(("pointer", Text()), ("detail", Text())) }));

    private static OpenApiSchema Object(params (string Name, OpenApiSchema Schema)[] members)
        => new() { Type = JsonSchemaType.Object, Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema, StringComparer.Ordinal) };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema SchemaOf(string? format) => format == "integer" ? new() { Type = JsonSchemaType.Integer } : new() { Type = JsonSchemaType.String, Format = format };

    private static string Meaning(int status) => status switch
    {
        400 => "Not JSON, or of the wrong shape.",
        401 => "No valid token.",
        403 => "The role or scope does not allow it, or four eyes are needed.",
        404 => "Nothing there in the caller's scope.",
        409 => "A rule refuses it; the type names the rule.",
        412 => "The version is no longer the one named.",
        413 => "The body is over 1 MiB.",
        415 => "The body is not JSON.",
        422 => "Invalid data, all faults at once.",
        _ => "Not able to serve.",
    };
}
