using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Sign the contract, or the renewal of the last one, on the terms of the last round (R15–R17). The date of the act is that of the signature.</summary>
/// <remarks>Refusals once well formed, in this order: wrong-phase, out-of-order, not-approved, out-of-order (before the last approval), those of R16, out-of-order (starts before the validation, or before the renewed contract is over).</remarks>
/// <param name="StartsOn">First day of contract year 1, at most twelve months ahead.</param>
/// <param name="Renews">Number of the contract to renew, or null for the first contract.</param>
public sealed record SignContract(DateOnly StartsOn, int? Renews) : CptsCommand
{
    /// <summary>The day of the signature, another name of the date of the act; when both are given they are the same.</summary>
    public DateOnly? SignedOn { get; init; }
}

internal static class Signing
{
    public static Decision Decide(SignContract command, Dossier dossier, ActContext context)
    {
        var contracts = dossier.Contracts;
        var differs = command.SignedOn is not null && command.EffectiveDate is not null && command.SignedOn != command.EffectiveDate;
        command = command with { EffectiveDate = command.SignedOn ?? command.EffectiveDate };
        if (context.Faults(command, [
            Judging.When(differs, "/signedOn", "Un contrat est daté de sa signature : les deux dates données diffèrent."),
            context.AheadFault(command.StartsOn, "/startsOn"),
            Judging.When(command.StartsOn < context.Rules.EarliestAct, "/startsOn", $"Aucun contrat ne commence avant le {InFrench.Of(context.Rules.EarliestAct)}."),
            Judging.When(command.Renews is { } number && contracts.Find(number) is null, "/renews", "La CPTS n'a pas de contrat de ce numéro.")]) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var renewed = command.Renews is { } last ? contracts.Find(last) : null;
        if (contracts.Find((renewed?.Number ?? 0) + 1) is { } signed) return SameOr(signed);

        if ((Phase() ?? dossier.SignableOn(on)) is { } no) return Decision.No(no);
        var round = dossier.Negotiation.Open!;
        var refusal = TermsRule.Refusal(round.Proposal.Terms, dossier, on, context) ?? Judging.InOrder(command.StartsOn, renewed?.Over ?? dossier.ValidatedOn!.Value);
        if (refusal is not null) return Decision.No(refusal);

        var agreed = dossier.Agree(round, on, context);
        var happened = new AciContractSigned(contracts.All.Count + 1, command.StartsOn, agreed, command.Renews) { EffectiveDate = on }.From(command);
        return dossier.Settled(on, context.Today, happened).Creating("contract", InFrench.Number(happened.Contract));

        Rejection? Phase()
            => (renewed is null ? dossier.Phase is Negotiating : dossier.Phase is Contracted or Ended) ? dossier.InOrder(on) : dossier.WrongPhaseNow(on);

        Decision SameOr(Contract known)
        {
            var asked = known.Signed with { StartsOn = command.StartsOn, EffectiveDate = on };
            return Judging.IsSame(command, asked.From(command), known.Signed) ? Decision.Nothing
                : renewed is null ? Decision.No(dossier.WrongPhaseNow(on))
                : Decision.No(new AlreadyExists(InFrench.Number(known.Number)));
        }
    }
}
