namespace Funding.Domain.Cpts;

/// <summary>The CPTS gave up before any contract; what was not certified is cancelled.</summary>
/// <param name="Reason">Why, sealed.</param>
public sealed record CptsWithdrawn(SealedText Reason) : CptsEvent;

/// <summary>Give up, from any phase before a contract.</summary>
/// <remarks>Refusals once well formed, in this order: wrong-phase, out-of-order.</remarks>
/// <param name="Reason">Why, sealed.</param>
public sealed record WithdrawCpts(SealedText Reason) : CptsCommand;

internal static class Withdrawing
{
    public static Decision Decide(WithdrawCpts command, Dossier dossier, ActContext context)
    {
        if (context.Faults(command, Judging.ReasonFault(command.Reason)) is { } invalid) return invalid;
        var asked = new CptsWithdrawn(command.Reason) { EffectiveDate = context.DateOf(command) }.From(command);
        if (dossier.Last<CptsWithdrawn>() is { } given && Judging.IsSame(command, asked, given)) return Decision.Nothing;
        if (dossier.Phase is not (Intention or InProject or Submitted or Validated or Negotiating)) return Decision.No(dossier.WrongPhaseNow(asked.EffectiveDate));
        return dossier.InOrder(asked.EffectiveDate) is { } early
            ? Decision.No(early)
            : Decision.Of([asked, .. Cancelling.ReleaseAll(dossier, asked.EffectiveDate)]);
    }
}
