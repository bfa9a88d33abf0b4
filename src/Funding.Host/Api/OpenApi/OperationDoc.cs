using Funding.Host.Api.Acts;
using Funding.Host.Api.Bodies;
using Microsoft.OpenApi;

namespace Funding.Host.Api.OpenApi;

/// <summary>A parameter of the query, as documented.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Format"><c>date</c>, <c>date-time</c>, <c>integer</c>, or null for a text.</param>
internal sealed record QueryDoc(string Name, string Description, string? Format = null);

/// <summary>What the OpenAPI document says of an endpoint, next to its address.</summary>
/// <param name="Tag">The group it is shown in.</param>
/// <param name="Summary">What it does.</param>
internal sealed record OperationDoc(string Tag, string Summary)
{
    /// <summary>The members of the body; null for a request without one.</summary>
    public IReadOnlyList<Field>? Body { get; init; }

    /// <summary>The parameters of the query.</summary>
    public IReadOnlyList<QueryDoc> Query { get; init; } = [];

    /// <summary>Whether a bearer token is needed.</summary>
    public bool IsSecured { get; init; } = true;

    /// <summary>The problems that it can answer, by status.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [401, 404, 422];

    /// <summary>Whether it takes the headers of acts, and whether the one that names a version.</summary>
    public (bool Idempotency, bool IfMatch) Headers { get; init; }

    /// <summary>Whether it takes an idempotency key though it is no act.</summary>
    public bool TakesKey { get; init; }

    /// <summary>What it answers with: the API's JSON, or a file.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Whether it may answer 201.</summary>
    public bool Creates { get; init; }

    /// <summary>The members of the answer that need explaining; null where names say enough.</summary>
    public OpenApiSchema? Answer { get; init; }

    public static OperationDoc OfAct(ActRoute route) => new("Actes", route.Summary)
    {
        Body = route.Fields,
        Problems = route is CptsRoute ? [400, 401, 403, 404, 409, 412, 413, 415, 422] : [400, 401, 403, 404, 409, 413, 415, 422],
        Headers = (true, route is CptsRoute),
        Creates = route.Fields.Contains(RegistrationActs.Id),
    };

    public static OperationDoc OfRead(string summary, params IReadOnlyList<QueryDoc> query) => new("Lectures", summary) { Query = query };
}
