using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Engine.Reading;
using Funding.Host.Api.Http;
using Funding.Host.Api.Json;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Security;

namespace Funding.Host.Api.Reads;

/// <summary>A read under way.</summary>
/// <param name="Http">The request.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Query">Its parameters.</param>
internal sealed record ReadRequest(HttpContext Http, Caller Caller, Query Query)
{
    public CancellationToken Cancellation => Http.RequestAborted;

    public T Service<T>() where T : notnull => Http.RequestServices.GetRequiredService<T>();

    /// <summary>The problem of the parameters, once all have been read; null when there is none.</summary>
    public IResult? Refusal() => Query.Faults.Count == 0 ? null : RejectionProblems.Of(new Invalid([.. Query.Faults]));
}

/// <summary>What all reads have in common: the caller, well-formed addresses, and cursors.</summary>
internal static class ReadEndpoint
{
    public static void MapRead(this IEndpointRouteBuilder api, string pattern, OperationDoc doc, Func<ReadRequest, Task<IResult>> read)
        => api.MapGet(pattern, (Delegate)(Func<HttpContext, Task<IResult>>)(http => RunAsync(http, read))).WithMetadata(doc);

    public static async Task<IResult> RunAsync(HttpContext http, Func<ReadRequest, Task<IResult>> read)
        => await http.RequestServices.GetRequiredService<Callers>().OfAsync(http) is { } caller ? await RunAsync(http, caller, read) : HttpProblems.Unauthenticated;

    /// <summary>The same for a caller who is known otherwise than by a token.</summary>
    public static async Task<IResult> RunAsync(HttpContext http, Caller caller, Func<ReadRequest, Task<IResult>> read)
    {
        if (!PathIds.AreWellFormed(http.Request.RouteValues, http.RequestServices.GetRequiredService<IReferenceData>())) return RejectionProblems.Of(new NotFound());
        try
        {
            return await read(new ReadRequest(http, caller, new Query(http.Request.Query)));
        }
        catch (InvalidCursorException)
        {
            return RejectionProblems.Of(new Invalid([new Fault("page[after]", "Ce curseur ne vient pas de cette liste.")]));
        }
    }

    /// <summary>An answer in the API's JSON.</summary>
    public static IResult Ok(object answer) => Results.Json(answer, ApiJson.Options);

    /// <summary>A page, marked when anything of it was made up.</summary>
    public static IResult Ok<T>(Page<T> page, Func<T, object> shape, bool synthetic = false)
        => Ok(new { Items = page.Items.Select(shape), page.Next, Synthetic = synthetic ? true : (bool?)null });
}
