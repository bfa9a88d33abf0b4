using Funding.Domain.Aci;
using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Propose full terms, in a new round (R15, R16): for the contract under negotiation, an amendment or a renewal.</summary>
/// <remarks>Refusals once well formed, in this order: wrong-phase, out-of-order, then those of R16: tariff-not-in-force, missing-core-mission, tariff-cell-missing, functioning-exceeded, mission-exceeded, ceiling-exceeded.</remarks>
/// <param name="By">The party that proposes; null when the caller named none.</param>
/// <param name="Terms">The money, complete.</param>
public sealed record ProposeTerms(Party? By, Terms Terms) : CptsCommand;

internal static class Proposing
{
    public static Decision Decide(ProposeTerms command, Dossier dossier, ActContext context)
    {
        if (context.Faults(command, [PartyFault(command.By), .. TermsRule.Faults(command.Terms, context.Tariffs)]) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var basis = TermsRule.BasisOf(command.Terms, dossier, on, context);
        var asked = new AciTermsProposed(dossier.Negotiation.Rounds.Count + 1, command.By!.Value, command.Terms, basis) { EffectiveDate = on }.From(command);
        if (dossier.Negotiation.Open?.Proposal is { } last && Judging.IsSame(command, asked with { Round = last.Round, Basis = last.Basis }, last)) return Decision.Nothing;

        var refusal = Phase(dossier, on)
            ?? (dossier.Negotiation.Rounds is [.., var before] ? Judging.InOrder(on, before.Proposal.EffectiveDate) : null)
            ?? TermsRule.Refusal(command.Terms, dossier, on, context);
        return refusal is null ? Decision.Creating("proposal", InFrench.Number(asked.Round), asked) : Decision.No(refusal);
    }

    public static Fault? PartyFault(Party? by) => Judging.When(by is null, "/by", "Dites pour quelle partie : cpts, cpam ou ars.");

    /// <summary>Rounds are for the contract under negotiation, for an amendment of the one in force, or for a renewal (R15).</summary>
    public static Rejection? Phase(Dossier dossier, DateOnly on)
        => dossier.PhaseOn(on) is Negotiating or Contracted or Ended ? null : dossier.WrongPhase(on);
}
