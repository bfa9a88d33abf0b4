using System.Globalization;
using Funding.Host.Api.Bodies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Funding.Host.Api.OpenApi;

/// <summary>Fills an operation from its declaration.</summary>
internal static class OperationShape
{
    private const string Json = "application/json";

    public static void Apply(OpenApiOperation operation, OperationDoc doc, OpenApiOperationTransformerContext context)
    {
        operation.Summary = doc.Summary;
        operation.Tags = new HashSet<OpenApiTagReference> { new(doc.Tag, context.Document) };
        operation.Parameters = [.. Parameters(doc, context.Description.RelativePath ?? "")];
        if (doc.Body is { } fields) operation.RequestBody = Body(fields);
        operation.Responses = Responses(doc, context.Document);
        if (doc.IsSecured) operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiDocuments.Bearer, context.Document)] = [] }];
    }

    private static IEnumerable<IOpenApiParameter> Parameters(OperationDoc doc, string path)
    {
        foreach (var part in path.Split('/').Where(part => part.StartsWith('{')))
            yield return new OpenApiParameter { Name = part[1..part.IndexOf('}', StringComparison.Ordinal)], In = ParameterLocation.Path, Required = true, Schema = Schemas.Text() };
        foreach (var query in doc.Query)
            yield return new OpenApiParameter { Name = query.Name, In = ParameterLocation.Query, Description = query.Description, Schema = Schemas.OfFormat(query.Format) };
        if (doc.Headers.Idempotency || doc.TakesKey)
            yield return new OpenApiParameter { Name = "Idempotency-Key", In = ParameterLocation.Header, Description = "The same key and body replays the first answer.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 } };
        if (doc.Headers.IfMatch)
            yield return new OpenApiParameter { Name = "If-Match", In = ParameterLocation.Header, Description = "The version that the caller saw, in quotes.", Schema = Schemas.Text() };
    }

    private static OpenApiRequestBody Body(IReadOnlyList<Field> fields) => new()
    {
        Required = fields.Any(field => field.IsRequired),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [Json] = new() { Schema = Bodies.Body.Schema(fields), Example = Bodies.Body.Sample(fields) },
        },
    };

    private static OpenApiResponses Responses(OperationDoc doc, OpenApiDocument? document)
    {
        var responses = new OpenApiResponses { ["200"] = new OpenApiResponse { Description = doc.Headers.Idempotency ? "Done, or already so (no events)." : "The answer.", Content = AnswerOf(doc, document) } };
        if (doc.Creates) responses["201"] = new OpenApiResponse { Description = "Created; `Location` is its place.", Content = AnswerOf(doc, document) };
        foreach (var status in doc.Problems)
            responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = Meaning(status),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Schemas.Problem, document) } },
            };
        return responses;
    }

    private static Dictionary<string, OpenApiMediaType> AnswerOf(OperationDoc doc, OpenApiDocument? document) => new(StringComparer.Ordinal)
    {
        [doc.MediaType] = new()
        {
            Schema = doc.Headers.Idempotency ? new OpenApiSchemaReference(Schemas.Act, document)
                : doc.MediaType == Json ? doc.Answer ?? new OpenApiSchema { Type = JsonSchemaType.Object }
                : Schemas.OfFormat("binary"),
        },
    };

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
