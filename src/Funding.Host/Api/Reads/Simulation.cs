using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Json;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;

namespace Funding.Host.Api.Reads;

/// <summary>The simulated clock, for administrators, where the host runs on one.</summary>
internal static class Simulation
{
    private static readonly InstantField Now = new("now", "The instant to move to; never back.") { IsRequired = true, Example = "2024-02-01T08:00:00Z" };

    public static void MapSimulation(this IEndpointRouteBuilder api)
    {
        var doc = new OperationDoc("Simulation", "Read the simulated clock (admin); 404 on a host that runs on the real one.") { Problems = [401, 403, 404] };
        api.MapGet("simulation/clock", (Delegate)(Func<HttpContext, Task<IResult>>)(http => ClockOf(http) is { } clock
            ? ReadEndpoint.RunAsync(http, async request => request.Caller.Role == Role.Admin ? Answer(await clock.NowAsync(request.Cancellation)) : RejectionProblems.Of(new Forbidden()))
            : Task.FromResult<IResult>(HttpProblems.UnknownRoute))).WithMetadata(doc);
        api.MapPut("simulation/clock", (Delegate)(Func<HttpContext, Task<IResult>>)MoveAsync)
            .WithMetadata(doc with { Summary = "Move the simulated clock forward, or leave it where it is (admin).", Body = [Now], Problems = [400, 401, 403, 404, 409, 413, 415, 422] });
    }

    private static async Task<IResult> MoveAsync(HttpContext http)
    {
        if (ClockOf(http) is not { } clock) return HttpProblems.UnknownRoute;
        var (body, problem) = await BodyReader.ReadAsync(http.Request, [Now], http.RequestAborted);
        if (body is null) return problem!;
        return await ReadEndpoint.RunAsync(http, async request =>
        {
            if (request.Caller.Role != Role.Admin) return RejectionProblems.Of(new Forbidden());
            // Time zones and due dates are computed from it: the ends of the calendar would break them for good, since the clock never goes back.
            if (body.Value.MaybeValue(Now) is { Year: < 2000 or > 2199 }) body.Findings.Invalid("/now", "Un instant entre 2000 et 2199 est attendu.");
            if (body.Findings.Values.Count > 0) return RejectionProblems.Of(new Invalid([.. body.Findings.Values]));
            if (!await clock.MoveToAsync(body.Value.Of(Now), request.Cancellation)) return GoingBack(await clock.NowAsync(request.Cancellation));
            await request.Service<IDueDates>().SettleAsync(request.Cancellation);
            return Answer(await clock.NowAsync(request.Cancellation));
        });
    }

    private static ISimulatedClock? ClockOf(HttpContext http) => http.RequestServices.GetService<ISimulatedClock>();

    private static IResult Answer(DateTimeOffset now) => ReadEndpoint.Ok(new { Now = now });

    private static Problem GoingBack(DateTimeOffset now)
        => new(409, "out-of-order", "Ordre des dates", $"L'horloge simulée ne recule pas : elle est au {InstantJson.Write(now)}.") { Members = [("earliest", InstantJson.Write(now))] };
}
