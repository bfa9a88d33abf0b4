using System.Text.Json;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Http;
using Funding.Host.Api.Json;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;

namespace Funding.Host.Api.Reads;

/// <summary>What requests have in common that change something other than the record: no event comes of them.</summary>
internal static class WriteEndpoint
{
    /// <summary>Maps one: the body is read against its declaration, then the caller is found, then all faults of value are told at once.</summary>
    /// <param name="api">Where to.</param>
    /// <param name="method">Its method; a POST takes an idempotency key.</param>
    /// <param name="pattern">Its address.</param>
    /// <param name="doc">What the OpenAPI document says of it.</param>
    /// <param name="fields">The members of its body.</param>
    /// <param name="write">Does it; done twice at once, or again where the answer is not kept, it must be as if done once.</param>
    /// <param name="judge">Finds what is wrong between members.</param>
    /// <param name="keepsAnswer">Whether its answer may be kept under a key: not when it holds what somebody may have to forget.</param>
    public static void MapWrite(
        this IEndpointRouteBuilder api, string method, string pattern, OperationDoc doc, IReadOnlyList<Field> fields, Func<ReadRequest, Body, Task<IResult>> write,
        Action<ReadRequest, Body, Findings>? judge = null, bool keepsAnswer = true)
        => api.MapMethods(pattern, [method], (Delegate)(Func<HttpContext, Task<IResult>>)(http => RunAsync(http, fields, write, judge, keepsAnswer)))
            .WithMetadata(doc with { Body = fields.Count > 0 ? fields : null, Problems = [400, 401, 403, 404, 413, 415, 422], TakesKey = HttpMethods.IsPost(method) });

    private static async Task<IResult> RunAsync(
        HttpContext http, IReadOnlyList<Field> fields, Func<ReadRequest, Body, Task<IResult>> write, Action<ReadRequest, Body, Findings>? judge, bool keepsAnswer)
    {
        var (body, problem) = await BodyReader.ReadAsync(http.Request, fields, http.RequestAborted);
        if (body is null) return problem!;
        var (key, badKey) = HttpMethods.IsPost(http.Request.Method) ? ActHeaders.Idempotency(http.Request, body.Bytes.Span) : (null, null);
        if (badKey is not null) return badKey;
        return await ReadEndpoint.RunAsync(http, async request =>
        {
            judge?.Invoke(request, body.Value, body.Findings);
            IReadOnlyList<Fault> faults = [.. body.Findings.Values, .. request.Query.Faults];
            if (faults.Count > 0) return RejectionProblems.Of(new Invalid([.. faults]));
            return key is null ? await write(request, body.Value) : await OnceAsync(request, key, () => write(request, body.Value), keepsAnswer);
        });
    }

    /// <summary>Under a key: what was answered is answered again. A refusal is not kept.</summary>
    private static async Task<IResult> OnceAsync(ReadRequest request, Idempotency key, Func<Task<IResult>> write, bool keepsAnswer)
    {
        var (keys, person) = (request.Service<IWriteKeys>(), request.Caller.Person);
        if (await keys.FindAsync(person, key.Key, request.Cancellation) is { } known && Again(known, key) is { } answered) return answered;
        var result = await write();
        if (result is not IValueHttpResult { Value: { } value }) return result;
        var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        var made = new KeptWrite(key.RequestHash, status, keepsAnswer ? JsonSerializer.Serialize(value, value.GetType(), ApiJson.Options) : null);
        var kept = await keys.KeepAsync(person, key.Key, made, request.Cancellation);
        return kept == made ? result : Again(kept, key) ?? result;
    }

    /// <summary>The answer of before, or the problem of a key that was used for something else; null when the answer is to be made anew.</summary>
    private static IResult? Again(KeptWrite kept, Idempotency key)
        => kept.RequestHash != key.RequestHash ? RejectionProblems.Of(new IdempotencyKeyReused())
            : kept.Body is null ? null : Results.Content(kept.Body, "application/json; charset=utf-8", statusCode: kept.Status);
}
