using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Terminate a contract (R20): no day after the last one is owed, and what was paid beyond is ordered for recovery in the same act.</summary>
/// <remarks>Refusals once well formed, in this order: already-exists (terminated otherwise), wrong-phase, out-of-order.</remarks>
/// <param name="Contract">The contract.</param>
/// <param name="EndsOn">The last day, included: within the contract, at most twelve months ahead.</param>
/// <param name="Reason">Why, sealed.</param>
public sealed record TerminateContract(int Contract, DateOnly EndsOn, SealedText Reason) : ContractCommand(Contract);

internal static class Terminating
{
    public static Decision Decide(TerminateContract command, Dossier dossier, Contract contract, ActContext context)
    {
        var term = contract.Opening(contract.TermYears + 1).AddDays(-1);
        if (context.Faults(command, [
            Judging.ReasonFault(command.Reason),
            context.AheadFault(command.EndsOn, "/endsOn"),
            Judging.When(command.EndsOn < contract.StartsOn || command.EndsOn > term, "/endsOn",
                $"Le dernier jour est entre le {InFrench.Of(contract.StartsOn)} et le {InFrench.Of(term)}, terme du contrat.")]) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var asked = new AciContractTerminated(contract.Number, command.EndsOn, command.Reason) { EffectiveDate = on }.From(command);
        if (contract.Termination is { } given) return Judging.SameOrTaken(command, asked, given, InFrench.Number(contract.Number));

        var refusal = contract.Ended || on >= contract.Over || dossier.Phase is not (Contracted or ContractSuspended) ? dossier.WrongPhaseNow(on)
            : dossier.InOrder(on) ?? Judging.InOrder(on, contract.SignedOn) ?? Judging.InOrder(command.EndsOn.AddDays(1), dossier.Phase.Since);
        return refusal is null ? dossier.Settled(on, context.Today, asked) : Decision.No(refusal);
    }
}
