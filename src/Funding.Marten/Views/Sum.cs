using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Marten.Views;

/// <summary>Entries of one budget year, source and kind together.</summary>
/// <param name="Year">Budget year.</param>
/// <param name="Source">Whose money.</param>
/// <param name="Kind">What the entries count.</param>
/// <param name="Cents">Their sum, of either sign.</param>
public sealed record Sum(int Year, FundingSource Source, EntryKind Kind, long Cents);

/// <summary>Adds entries up as the documents keep them, and totals as readers tell them.</summary>
internal static class SumsOfEntries
{
    /// <summary>With the entries of one event added.</summary>
    public static Sequence<Sum> With(this Sequence<Sum> sums, CommitmentEvent happened)
        => sums.Concat(Entries.Of(happened).Select(entry => new Sum(entry.Commitment.BudgetYear, entry.Commitment.Source, entry.Kind, entry.Amount.Cents)))
            .GroupBy(sum => (sum.Year, sum.Source, sum.Kind))
            .Select(group => group.First() with { Cents = group.Aggregate(0L, (cents, sum) => checked(cents + sum.Cents)) })
            .ToSequence();

    /// <summary>Totals by source of a budget year, or of all; a source without entries is absent.</summary>
    public static Dictionary<FundingSource, Totals> BySource(this IEnumerable<Sum> sums, int? year = null)
        => sums.Where(sum => year is null || sum.Year == year).GroupBy(sum => sum.Source)
            .ToDictionary(group => group.Key, group => group.Aggregate(Totals.None, (totals, sum) => totals.With(sum.Kind, new Money(sum.Cents))));
}
