using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Http;
using Funding.Host.Api.Problems;
using Funding.Host.Security;

namespace Funding.Host.Api.Acts;

/// <summary>Takes an act from HTTP to <see cref="IActs"/>, in the order of checks of LIFECYCLE section 4: shape, caller, address; the rest is the engine's.</summary>
internal static class ActEndpoint
{
    public static async Task<IResult> RunAsync(ActRoute route, HttpContext http)
    {
        var cancellation = http.RequestAborted;
        var (body, problem) = await BodyReader.ReadAsync(http.Request, route.Fields, cancellation);
        if (body is null) return problem!;
        var (version, badVersion) = ActHeaders.IfMatch(http.Request.Headers.IfMatch, route is CptsRoute);
        var (key, badKey) = ActHeaders.Idempotency(http.Request, body.Bytes.Span);
        if ((badVersion ?? badKey) is { } malformed) return malformed;

        var services = http.RequestServices;
        if (await services.GetRequiredService<Callers>().OfAsync(http) is not { } caller) return HttpProblems.Unauthenticated;
        var path = http.Request.RouteValues;
        if (!PathIds.AreWellFormed(path, services.GetRequiredService<IReferenceData>())) return RejectionProblems.Of(new NotFound());

        var request = ActRequest.At(path, body.Value, caller, services.GetRequiredService<ISealer>());
        var header = new ActHeader
        {
            Caller = caller, Faults = body.Findings.Values.ToSequence(), Idempotency = key, IfMatch = version, CorrelationId = Correlation.Of(http) ?? Guid.CreateVersion7(),
        };
        return await route.PerformAsync(services.GetRequiredService<IActs>(), request, header, cancellation) switch
        {
            ActDone done => new ActResult(done.Answer, IsCpts: route is CptsRoute),
            ActRefused refused => RejectionProblems.Of(refused.Rejection),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }
}
