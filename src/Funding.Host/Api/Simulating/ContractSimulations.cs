using System.Collections.Immutable;
using Funding.Domain.Aci;
using Funding.Domain.Refusing;
using Funding.Engine.Reading;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Api.Reads;

namespace Funding.Host.Api.Simulating;

/// <summary>Contracts that nobody signed, for any role: nothing is stored. Terms that the tariff does not allow (R16) are worked out all the same, and told so.</summary>
internal static class ContractSimulations
{
    private static readonly OperationDoc Doc = new("Simulation", "Work out every line of a contract, its instalments, their calculation and a cash plan by month, without storing anything; optionally beside a second set of terms. "
        + "Terms that a proposal would be refused for (R16) are worked out all the same: `refusal` is the problem that it would meet on `startsOn`, or for an amendment on its `takesEffectOn`; `pointer` says which terms. It is absent when nothing stands in the way.")
    {
        Body = SimulationFields.All, Problems = [400, 401, 413, 415, 422],
    };

    public static void MapContractSimulations(this IEndpointRouteBuilder api)
        => api.MapPost("aci/simulations", (Delegate)(Func<HttpContext, Task<IResult>>)SimulateAsync).WithMetadata(Doc);

    private static async Task<IResult> SimulateAsync(HttpContext http)
    {
        var (body, problem) = await BodyReader.ReadAsync(http.Request, SimulationFields.All, http.RequestAborted);
        if (body is null) return problem!;
        return await ReadEndpoint.RunAsync(http, async request =>
        {
            if (request.Refusal() is { } refusal) return refusal;
            // Days and amounts that could not be read have no place in the calendar: what depends on them is judged once they can.
            if (body.Findings.Values.Count > 0) return RejectionProblems.Of(new Invalid([.. body.Findings.Values]));
            var tariffs = await request.Service<ITariffs>().ListAsync(Moment.Now, request.Cancellation);
            var first = SimulationFields.Read(body.Value, tariffs.ToImmutableDictionary(it => it.Tariff.Id, it => it.Tariff));
            var second = body.Value.Maybe(SimulationFields.Compare)?.Invoke(first);
            var faults = OfTariff(body.Value, first).Concat(ContractSimulation.Faults(first)).Concat(second is null ? [] : ContractSimulation.Faults(second).Select(Compared)).ToList();
            return faults.Count > 0 ? RejectionProblems.Of(new Invalid([.. faults])) : ReadEndpoint.Ok(SimulationAnswer.Of(first, second));
        });
    }

    private static IEnumerable<Fault> OfTariff(Body body, SimulationRequest request)
        => body.Of(SimulationFields.Tariff) == request.Terms.Tariff ? [] : [new Fault("/tariff", "Ce n'est pas le barème des conditions (« terms »).")];

    private static Fault Compared(Fault fault) => fault with { Pointer = $"/compare{fault.Pointer}" };
}
