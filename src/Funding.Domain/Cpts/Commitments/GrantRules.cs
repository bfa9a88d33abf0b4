using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>What a grant, and an increase of one, must satisfy (R3, R5, R6, R21, R22).</summary>
internal static class GrantRules
{
    private const int MostInstalments = 60;

    public static Convention? ConventionOf(string? reference, DateOnly? signedOn)
        => reference is not null && signedOn is { } day ? new Convention(reference, day) : null;

    /// <summary>Which commitment a grant of that id opens; asked again after the CPTS has moved, the one that it opened then.</summary>
    public static CommitmentRef LineOf(string id, FundingSource source, int budgetYear, Dossier dossier, DateOnly on)
        => new(id, source, budgetYear, dossier.RegionCode, dossier.Commitments.GetValueOrDefault(id)?.Ref.DepartmentCode ?? dossier.Territory.On(on).DepartmentCode);

    /// <summary>What comes of a well-formed grant: the same one again changes nothing, a new one is judged by its phase, then by the other rules of its source.</summary>
    public static Decision Opening(CptsCommand command, CommitmentEvent asked, Dossier dossier, Func<Rejection?>? rules = null)
    {
        var line = asked.Commitment;
        if (dossier.Commitments.TryGetValue(line.Id, out var existing)) return Judging.SameOrTaken(command, asked, existing.Award, line.Id);
        var refusal = PhaseFor(line.Source, dossier, asked.EffectiveDate) ?? rules?.Invoke();
        return refusal is null ? Decision.Creating("commitment", line.Id, asked) : Decision.No(refusal);
    }

    /// <summary>What may be wrong with any grant.</summary>
    public static IEnumerable<Fault?> Faults(string? id, int budgetYear, Money amount, string purpose, IReadOnlyList<InstalmentPlan> instalments, ActContext context)
        => [
            Judging.When(id is not null && IsLineOfContract(id), "/id", "Les identifiants de cette forme (aci-1-y2-…) sont ceux des lignes d'un contrat ACI."),
            .. YearFaults(budgetYear, context),
            .. AmountFaults(amount, instalments),
            Judging.When(string.IsNullOrWhiteSpace(purpose), "/purpose", "Dites ce que la subvention finance.")];

    /// <summary>The system opens the lines of a contract under ids of its own (R18): a grant that had taken one would stand in their way.</summary>
    private static bool IsLineOfContract(string id) => id.Split('-') is ["aci", [_, ..] contract, ['y', _, ..], _, ..] && contract.All(char.IsAsciiDigit);

    private static IEnumerable<Fault?> YearFaults(int budgetYear, ActContext context)
    {
        var last = context.Today.Year + 1;
        yield return Judging.When(budgetYear < context.Rules.FirstBudgetYear || budgetYear > last, "/budgetYear", $"L'exercice est une année entre {context.Rules.FirstBudgetYear} et {last}.");
    }

    private static IEnumerable<Fault?> AmountFaults(Money amount, IReadOnlyList<InstalmentPlan> instalments)
    {
        yield return Certifying.AmountFault(amount);
        foreach (var fault in InstalmentFaults(amount, instalments, Money.Euros(0.01m))) yield return fault;
    }

    /// <summary>R3: the instalments sum to the amount; each is at least <paramref name="least"/>.</summary>
    public static IEnumerable<Fault?> InstalmentFaults(Money amount, IReadOnlyList<InstalmentPlan> instalments, Money least)
    {
        if (instalments.Count is 0 or > MostInstalments)
        {
            yield return new Fault("/instalments", $"De 1 à {MostInstalments} échéances.");
            yield break;
        }

        for (var i = 0; i < instalments.Count; i++)
            yield return Judging.When(instalments[i].Amount < least || !instalments[i].Amount.IsInRange, $"/instalments/{i}/amount", least.IsPositive ? "Le montant est supérieur à zéro." : "Le montant n'est pas négatif.");
        yield return Judging.When(instalments.Sum(plan => (decimal)plan.Amount.Cents) != amount.Cents, "/instalments", "La somme des échéances n'est pas égale au montant.");
    }

    public static IEnumerable<Fault?> ConventionFaults(string? reference, DateOnly? signedOn, ActContext context)
    {
        yield return Judging.When((reference is null && signedOn is not null) || (reference is not null && string.IsNullOrWhiteSpace(reference)), "/conventionReference", "Donnez la référence de la convention.");
        yield return Judging.When(reference is not null && signedOn is null, "/conventionSignedOn", "Donnez aussi la date de signature de la convention.");
        yield return Judging.When(signedOn > context.Today, "/conventionSignedOn", "La convention ne peut pas être signée dans le futur.");
    }

    /// <summary>
    /// The phases in which money of a source is granted: FIR from the acceptance of the letter up to, not including, the validation (R3);
    /// the other two from the acceptance on, as long as the dossier is open (R21, R22).
    /// </summary>
    public static Rejection? PhaseFor(FundingSource source, Dossier dossier, DateOnly on)
        => (source, dossier.PhaseOn(on)) switch
        {
            (FundingSource.Fir, InProject or Submitted) => null,
            (not FundingSource.Fir, not (null or Intention or { IsClosed: true })) => null,
            _ => dossier.WrongPhase(on),
        };

    /// <summary>R5: the envelope exists, is open on that day and has that much left.</summary>
    public static Rejection? Credit(ActContext context, string region, int budgetYear, DateOnly on, Money requested)
        => context.Envelopes.TryGetValue(budgetYear, out var envelope) ? envelope.Refusal(on, requested, context.Rules) : new EnvelopeMissing(region, budgetYear);

    /// <summary>R6: above the yearly threshold, FIR and transformation together, a convention is named.</summary>
    public static Rejection? NeedsConvention(ActContext context, Dossier dossier, int budgetYear, Money added, Convention? convention)
    {
        var together = added + dossier.Commitments.Values
            .Where(commitment => commitment.Ref.BudgetYear == budgetYear && commitment.Ref.Source is FundingSource.Fir or FundingSource.Transformation)
            .Total(commitment => commitment.Committed);
        return convention is null && together > context.Rules.ConventionThreshold ? new ConventionRequired(together, context.Rules.ConventionThreshold) : null;
    }
}
