namespace Funding.Domain.Cpts;

/// <summary>Approve the last round, for one's own party (R15).</summary>
/// <remarks>Refusals once well formed (the round is the last one), in this order: already-exists, wrong-phase, out-of-order.</remarks>
/// <param name="Round">The round.</param>
/// <param name="By">The party; null when the caller named none.</param>
public sealed record ApproveTerms(int Round, Party? By) : CptsCommand;

internal static class Approving
{
    public static Decision Decide(ApproveTerms command, Dossier dossier, ActContext context)
    {
        if (dossier.Negotiation.Find(command.Round) is not { } round) return Decision.No(new Refusing.NotFound());
        var given = command.By is { } party ? round.Approvals.GetValueOrDefault(party) : null;
        if (context.Faults(command, [
            Proposing.PartyFault(command.By),
            Judging.When(given is null && round != dossier.Negotiation.Open, "/round", $"Le tour {command.Round} ne peut plus être approuvé : seul le dernier tour non signé peut l'être.")]) is { } invalid) return invalid;
        var on = context.DateOf(command);
        var asked = new AciTermsApproved(command.Round, command.By!.Value) { EffectiveDate = on }.From(command);
        if (given is not null) return Judging.SameOrTaken(command, asked, given, $"{command.Round}/{command.By}");
        return (Proposing.Phase(dossier, on) ?? Judging.InOrder(on, round.Proposal.EffectiveDate)) is { } no ? Decision.No(no) : Decision.Of(asked);
    }
}
