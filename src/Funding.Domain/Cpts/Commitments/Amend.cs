using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Set a new amount, with new instalments or by the default rule (R9); an increase is judged like a grant of its source.</summary>
/// <remarks>
/// Refusals once well formed, in this order: wrong-phase, out-of-order; for an increase, of FIR envelope-missing, envelope-closed, envelope-exceeded,
/// of FIR and transformation convention-required, of FIR time-barred; below-certified; for an increase of transformation transformation-window-closed.
/// </remarks>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="Amount">The new amount, in euros.</param>
/// <param name="Instalments">All the instalments anew, the first being number 1; null to let R9 spread the difference.</param>
/// <param name="ConventionReference">Number of a convention, or null.</param>
/// <param name="ConventionSignedOn">The day it was signed, or null.</param>
public sealed record AmendCommitment(
    string CommitmentId, Money Amount, Sequence<InstalmentPlan>? Instalments, string? ConventionReference, DateOnly? ConventionSignedOn)
    : CommitmentCommand(CommitmentId);

internal static class Amending
{
    public static Decision Decide(AmendCommitment command, Dossier dossier, Commitment commitment, ActContext context)
    {
        var on = context.DateOf(command);
        var named = GrantRules.ConventionOf(command.ConventionReference, command.ConventionSignedOn);
        if (context.Faults(command, [
            Judging.When(command.Amount < Money.Zero || !command.Amount.IsInRange, "/amount", "Le montant n'est pas négatif et compte au plus 15 chiffres."),
            .. command.Instalments is null ? [] : GrantRules.InstalmentFaults(command.Amount, command.Instalments, Money.Zero),
            .. GrantRules.ConventionFaults(command.ConventionReference, command.ConventionSignedOn, context)]) is { } invalid) return invalid;

        var changes = command.Instalments is null
            ? Spreading.Spread(commitment, command.Amount - commitment.Committed, on)
            : Spreading.Replace(commitment, command.Instalments);
        var added = command.Amount - commitment.Committed;
        if (added == Money.Zero && changes.Count == 0 && (named is null || named == commitment.Convention)) return Decision.Nothing;

        var grows = added.IsPositive;
        return Refusal() is { } no
            ? Decision.No(no)
            : Decision.Of(new CommitmentAmended(commitment.Ref, command.Amount, changes, named) { EffectiveDate = on }.From(command));

        Rejection? Refusal()
        {
            if (dossier.PhaseOn(on) is null or { IsClosed: true }) return dossier.WrongPhase(on);
            if (grows && GrantRules.PhaseFor(commitment.Ref.Source, dossier, on) is { } phase) return phase;
            if (Judging.InOrder(on, commitment.Award.EffectiveDate) is { } early) return early;
            if (grows && Increase() is { } no) return no;
            var floor = commitment.Instalments.Total(instalment => instalment.Fixed);
            if (command.Amount < floor) return new BelowCertified(command.Amount, floor);
            if (changes.Select(change => Shortfall(commitment, change)).FirstOrDefault(shortfall => shortfall is not null) is { } shortfall) return shortfall;
            return grows && commitment.Ref.Source == FundingSource.Transformation ? TransformationWindow.Refusal(dossier, on, context.Rules) : null;
        }

        Rejection? Increase() => commitment.Ref.Source switch
        {
            FundingSource.Fir => GrantRules.Credit(context, dossier.RegionCode, commitment.Ref.BudgetYear, on, added) ?? NeedsConvention() ?? BarRule.Refusal(commitment, on, context.Rules),
            FundingSource.Transformation => NeedsConvention(),
            _ => null,
        };

        Rejection? NeedsConvention() => GrantRules.NeedsConvention(context, dossier, commitment.Ref.BudgetYear, added, named ?? commitment.Convention);
    }

    private static BelowCertified? Shortfall(Commitment commitment, InstalmentChange change)
        => commitment.Find(change.Number) is { } instalment && instalment.Amount + change.Change < instalment.Fixed
            ? new BelowCertified(instalment.Amount + change.Change, instalment.Fixed)
            : null;
}
