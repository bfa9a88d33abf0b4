using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Amend a contract: the terms of the last round take effect on a day (R15, R16, R19).</summary>
/// <remarks>Refusals once well formed, in this order: wrong-phase, out-of-order, not-approved, out-of-order (before the last approval), those of R16.</remarks>
/// <param name="Contract">The contract.</param>
/// <param name="TakesEffectOn">First day of the new terms: not before the act, at most twelve months ahead, within the contract.</param>
public sealed record AmendContract(int Contract, DateOnly TakesEffectOn) : ContractCommand(Contract);

internal static class AmendingContract
{
    public static Decision Decide(AmendContract command, Dossier dossier, Contract contract, ActContext context)
    {
        var on = context.DateOf(command);
        if (context.Faults(command, [
            context.AheadFault(command.TakesEffectOn, "/takesEffectOn"),
            Judging.When(command.TakesEffectOn < on, "/takesEffectOn", "Un avenant ne prend pas effet avant sa date."),
            Judging.When(on < contract.Over && command.TakesEffectOn >= contract.Over, "/takesEffectOn", $"Le contrat prend fin le {InFrench.Of(contract.Over.AddDays(-1))}.")]) is { } invalid) return invalid;
        if (contract.Amendments.LastOrDefault() is { } given
            && Judging.IsSame(command, (given with { TakesEffectOn = command.TakesEffectOn, EffectiveDate = on }).From(command), given)
            && dossier.Negotiation.Open is null) return Decision.Nothing;

        var refusal = (dossier.PhaseOn(on) is Contracted && on < contract.Over ? Judging.InOrder(on, contract.SignedOn) : dossier.WrongPhase(on))
            ?? dossier.SignableOn(on)
            ?? TermsRule.Refusal(dossier.Negotiation.Open!.Proposal.Terms, dossier, on, context);
        return refusal is not null
            ? Decision.No(refusal)
            : dossier.Settled(on, context.Today, new AciContractAmended(contract.Number, command.TakesEffectOn, dossier.Agree(dossier.Negotiation.Open!, on, context)) { EffectiveDate = on }.From(command));
    }
}
