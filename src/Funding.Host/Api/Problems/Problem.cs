using System.Text.Json;
using System.Text.Json.Nodes;
using Funding.Domain.Refusing;
using Funding.Host.Api.Http;
using Funding.Host.Api.Json;

namespace Funding.Host.Api.Problems;

/// <summary>A "no" as RFC 9457 tells it; also a result that endpoints return.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Slug">Name of the problem type: <c>/problems/slug</c>.</param>
/// <param name="Title">What kind of problem, in French; the same each time.</param>
/// <param name="Detail">What happened this time, in French.</param>
internal sealed record Problem(int Status, string Slug, string Title, string Detail) : IResult
{
    /// <summary>The numbers of the refusal, by name: euros as numbers, days as text.</summary>
    public IReadOnlyList<(string Name, JsonNode? Value)> Members { get; init; } = [];

    /// <summary>Where the request is wrong.</summary>
    public IReadOnlyList<Fault> Errors { get; init; } = [];

    /// <summary>The body of the answer.</summary>
    public JsonObject ToJson(Guid? correlationId)
    {
        var json = new JsonObject { ["type"] = $"/problems/{Slug}", ["title"] = Title, ["status"] = Status, ["detail"] = Detail };
        foreach (var (name, value) in Members.Where(member => member.Value is not null)) json[name] = value!.DeepClone();
        if (Errors.Count > 0) json["errors"] = new JsonArray([.. Errors.Select(JsonNode (fault) => new JsonObject { ["pointer"] = fault.Pointer, ["detail"] = fault.Message })]);
        if (correlationId is { } id) json["correlationId"] = id.ToString();
        return json;
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = httpContext.Request.Headers.Authorization.Count > 0 ? "Bearer error=\"invalid_token\"" : "Bearer";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(ToJson(Correlation.Of(httpContext)), ApiJson.Options);
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
