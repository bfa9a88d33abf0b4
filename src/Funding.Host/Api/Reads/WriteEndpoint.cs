using Funding.Domain.Refusing;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;

namespace Funding.Host.Api.Reads;

/// <summary>What requests have in common that change something other than the record: no event comes of them.</summary>
internal static class WriteEndpoint
{
    /// <summary>Maps one: the body is read against its declaration, then the caller is found, then all faults of value are told at once.</summary>
    public static void MapWrite(
        this IEndpointRouteBuilder api, string method, string pattern, OperationDoc doc, IReadOnlyList<Field> fields, Func<ReadRequest, Body, Task<IResult>> write,
        Action<ReadRequest, Body, Findings>? judge = null)
        => api.MapMethods(pattern, [method], (Delegate)(Func<HttpContext, Task<IResult>>)(http => RunAsync(http, fields, write, judge)))
            .WithMetadata(doc with { Body = fields.Count > 0 ? fields : null, Problems = [400, 401, 403, 404, 413, 415, 422] });

    private static async Task<IResult> RunAsync(HttpContext http, IReadOnlyList<Field> fields, Func<ReadRequest, Body, Task<IResult>> write, Action<ReadRequest, Body, Findings>? judge)
    {
        var (body, problem) = await BodyReader.ReadAsync(http.Request, fields, http.RequestAborted);
        if (body is null) return problem!;
        return await ReadEndpoint.RunAsync(http, async request =>
        {
            judge?.Invoke(request, body.Value, body.Findings);
            IReadOnlyList<Fault> faults = [.. body.Findings.Values, .. request.Query.Faults];
            return faults.Count > 0 ? RejectionProblems.Of(new Invalid([.. faults])) : await write(request, body.Value);
        });
    }
}
