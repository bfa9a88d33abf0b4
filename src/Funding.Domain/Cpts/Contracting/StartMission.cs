using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>Start a mission: its fixed part is owed from the date of the act on (R18). One recorded late opens all its lines to date.</summary>
/// <remarks>Refusals once well formed (the terms of that day have the mission), in this order: already-exists, wrong-phase, out-of-order.</remarks>
/// <param name="Contract">The contract.</param>
/// <param name="Mission">The mission.</param>
public sealed record StartMission(int Contract, Mission Mission) : ContractCommand(Contract);

internal static class StartingMission
{
    public static Decision Decide(StartMission command, Dossier dossier, Contract contract, ActContext context)
    {
        var on = context.DateOf(command);
        if (context.Faults(command, Judging.When(contract.Terms.On(on).Terms.Find(command.Mission) is null, "/mission", "Le contrat ne prévoit pas cette mission à cette date.")) is { } invalid) return invalid;
        var asked = new AciMissionStarted(contract.Number, command.Mission) { EffectiveDate = on }.From(command);
        if (dossier.Contracts.StartsOf(contract).TryGetValue(command.Mission, out var started))
        {
            var known = contract.Missions.GetValueOrDefault(command.Mission)?.Started ?? asked with { EffectiveDate = started };
            return Judging.SameOrTaken(command, asked, known, $"{contract.Number}/{command.Mission}");
        }

        var refusal = dossier.PhaseOn(on) is Contracted or ContractSuspended && on < contract.Over ? Judging.InOrder(on, contract.StartsOn) : dossier.WrongPhase(on);
        return refusal is null ? dossier.Settled(on, context.Today, asked) : Decision.No(refusal);
    }
}
