namespace Funding.Domain.Cpts;

/// <summary>Open the negotiation of the first ACI contract (R15).</summary>
/// <remarks>Refusals once well formed, in this order: wrong-phase, out-of-order.</remarks>
public sealed record OpenNegotiation : CptsCommand;

internal static class Opening
{
    public static Decision Decide(OpenNegotiation command, Dossier dossier, ActContext context)
    {
        if (context.Faults(command) is { } invalid) return invalid;
        var asked = new AciNegotiationOpened { EffectiveDate = context.DateOf(command) }.From(command);
        if (dossier.LastOpenPhase() is Negotiating or Contracted or ContractSuspended
            && dossier.Last<AciNegotiationOpened>() is { } given && Judging.IsSame(command, asked, given)) return Decision.Nothing;
        if (dossier.Phase is not Validated) return Decision.No(dossier.WrongPhaseNow(asked.EffectiveDate));
        return dossier.InOrder(asked.EffectiveDate) is { } early ? Decision.No(early) : Decision.Of(asked);
    }
}
