using Microsoft.OpenApi;

namespace Funding.Host.Api.OpenApi;

/// <summary>The OpenAPI document, from the declarations that requests are read with.</summary>
internal static class OpenApiDocuments
{
    public const string Bearer = "bearer";

    public static void AddFundingOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<OperationDoc>().Any();
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var doc = context.Description.ActionDescriptor.EndpointMetadata.OfType<OperationDoc>().Last();
            OperationShape.Apply(operation, doc, context);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Financement des CPTS",
            Version = "v1",
            Description = "Actes et lectures du financement public des CPTS. Montants en euros, dates AAAA-MM-JJ, instants RFC 3339 ; les refus sont des problèmes RFC 9457.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "Claims: sub, name, role, region, departments?, cpts?." },
        };
    }
}
