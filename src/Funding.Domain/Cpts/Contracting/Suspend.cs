namespace Funding.Domain.Cpts;

/// <summary>Suspend the contract in force: days run and lines open, nothing is certified or paid (R20).</summary>
/// <remarks>Refusals once well formed, in this order: wrong-phase, out-of-order.</remarks>
/// <param name="Contract">The contract.</param>
/// <param name="Reason">Why, sealed.</param>
public sealed record SuspendContract(int Contract, SealedText Reason) : ContractCommand(Contract);

/// <summary>End the suspension (R20).</summary>
/// <remarks>Refusals once well formed, in this order: wrong-phase, out-of-order.</remarks>
/// <inheritdoc cref="SuspendContract"/>
public sealed record ResumeContract(int Contract, SealedText Reason) : ContractCommand(Contract);

internal static class Suspending
{
    public static Decision Decide(SuspendContract command, Dossier dossier, Contract contract, ActContext context)
    {
        if (context.Faults(command, Judging.ReasonFault(command.Reason)) is { } invalid) return invalid;
        return Judge(command, dossier, contract, dossier.Phase is Contracted, dossier.Phase is ContractSuspended,
            new AciContractSuspended(contract.Number, command.Reason) { EffectiveDate = context.DateOf(command) }.From(command));
    }

    public static Decision Decide(ResumeContract command, Dossier dossier, Contract contract, ActContext context)
    {
        if (context.Faults(command, Judging.ReasonFault(command.Reason)) is { } invalid) return invalid;
        return Judge(command, dossier, contract, dossier.Phase is ContractSuspended, dossier.Phase is Contracted,
            new AciContractResumed(contract.Number, command.Reason) { EffectiveDate = context.DateOf(command) }.From(command));
    }

    private static Decision Judge<T>(ContractCommand command, Dossier dossier, Contract contract, bool possible, bool already, T asked) where T : ContractEvent
    {
        if (already && dossier.Last<T>() is { } given && Judging.IsSame(command, asked, given)) return Decision.Nothing;
        if (!possible || contract.Ended || asked.EffectiveDate >= contract.Over) return Decision.No(dossier.WrongPhaseNow(asked.EffectiveDate));
        return (dossier.InOrder(asked.EffectiveDate) ?? Judging.InOrder(asked.EffectiveDate, contract.SignedOn)) is { } early ? Decision.No(early) : Decision.Of(asked);
    }
}
