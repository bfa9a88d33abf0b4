using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>Record that a mission is deployed (R21).</summary>
/// <remarks>Refusals once well formed (the mission has started), in this order: already-exists, wrong-phase, out-of-order.</remarks>
/// <param name="Contract">The contract.</param>
/// <param name="Mission">The mission.</param>
public sealed record DeployMission(int Contract, Mission Mission) : ContractCommand(Contract);

internal static class DeployingMission
{
    public static Decision Decide(DeployMission command, Dossier dossier, Contract contract, ActContext context)
    {
        var starts = dossier.Contracts.StartsOf(contract);
        if (context.Faults(command, Judging.When(!starts.ContainsKey(command.Mission), "/mission", "Cette mission n'a pas commencé.")) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var asked = new AciMissionDeployed(contract.Number, command.Mission) { EffectiveDate = on }.From(command);
        if (contract.Deployments.TryGetValue(command.Mission, out var known)) return Judging.SameOrTaken(command, asked, known, $"{contract.Number}/{command.Mission}");
        var refusal = dossier.PhaseOn(on) is Contracted or ContractSuspended ? Judging.InOrder(on, starts[command.Mission]) : dossier.WrongPhase(on);
        return refusal is null ? Decision.Of(asked) : Decision.No(refusal);
    }
}
