using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Exporting.Scdl;

/// <summary>
/// A convention of a CPTS in a budget year, with the grants that name it: a row of the open data. Grants are FIR and transformation
/// money; whether ACI money is a « subvention » no text at hand says, and it names no convention of an agency.
/// </summary>
/// <param name="Cpts">The beneficiary.</param>
/// <param name="Reference">Of the convention last named: an amendment's, once it names one.</param>
/// <param name="BudgetYear">The year whose credit pays.</param>
/// <param name="BudgetYears">All the years of this convention, in order.</param>
/// <param name="Grants">The commitments, in the order of their award; at least one.</param>
internal sealed record GrantConvention(FoldedDossier Cpts, string Reference, int BudgetYear, IReadOnlyList<int> BudgetYears, IReadOnlyList<Commitment> Grants)
{
    /// <summary>The day from which publication is due: of the earliest signature, when grants give several.</summary>
    public DateOnly SignedOn => Grants.Min(grant => grant.Convention!.SignedOn);

    /// <summary>Euros granted.</summary>
    public Money Amount => Grants.Total(grant => grant.Committed);

    /// <summary>What tells it from every other.</summary>
    public (Guid Cpts, string Reference, int BudgetYear) Key => (Cpts.Id, Reference, BudgetYear);

    /// <summary>The instalments of some worth, by the day on which they are forecast.</summary>
    public IReadOnlyList<Instalment> Instalments => [.. Grants.SelectMany(grant => grant.Instalments).Where(part => part.Amount.IsPositive).OrderBy(part => part.DueOn)];

    /// <summary>The last day of publication.</summary>
    public DateOnly PublishBy(RuleSettings rules) => SignedOn.AddMonths(rules.PublicationMonths);

    /// <summary>
    /// The conventions of a CPTS to be published: those of the years in which its grants exceed the threshold together, as rule R6 counts.
    /// A convention of which nothing is left is not among them.
    /// </summary>
    public static IEnumerable<GrantConvention> Of(FoldedDossier cpts, RuleSettings rules)
    {
        var grants = cpts.State.Commitments.Values.Where(it => it.Ref.Source is FundingSource.Fir or FundingSource.Transformation)
            .OrderBy(it => it.Award.EffectiveDate).ThenBy(it => it.Ref.Id, StringComparer.Ordinal).ToList();
        var above = grants.GroupBy(it => it.Ref.BudgetYear).Where(year => year.Total(it => it.Committed) > rules.ConventionThreshold).Select(year => year.Key).ToHashSet();
        return from grant in grants
               where grant.Convention is not null && grant.Committed.IsPositive
               group grant by grant.Convention!.Reference into convention
               let years = convention.Select(it => it.Ref.BudgetYear).Distinct().Order().ToList()
               from year in years
               where above.Contains(year)
               select new GrantConvention(cpts, convention.Key, year, years, [.. convention.Where(it => it.Ref.BudgetYear == year)]);
    }
}
