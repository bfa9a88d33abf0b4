using Funding.Domain.Cpts;

namespace Funding.Engine.Reading;

/// <summary>Moments as they are given to be compared.</summary>
public static class ComparedMoments
{
    /// <summary>
    /// The other moment. Without an instant of its own it is known at the same one when only days differ, else now; without a day of
    /// its own it has the same one. Null when neither two instants nor two days are given.
    /// </summary>
    public static Moment? Against(this Moment one, DateTimeOffset? instant, DateOnly? day)
        => one.AsOf is null && instant is null && (one.EffectiveOn is null || day is null) ? null : new Moment(instant ?? (day is null ? null : one.AsOf), day ?? one.EffectiveOn);
}

/// <summary>An entry that is in one of two views and not in the other.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsRemoved">Whether the later view lacks it: known at both instants, it is effective after the day of the later view. Else the later view adds it.</param>
/// <param name="IsLate">
/// Whether it was recorded late: known after the earlier instant, and effective before its day. Between two days of the same
/// knowledge: recorded after the later day.
/// </param>
/// <param name="DaysLate">Days from its effective date to the legal day of its recording; 0 when it was recorded in time.</param>
public sealed record DifferentEntry(EntryRow Entry, bool IsRemoved, bool IsLate, int DaysLate);

/// <summary>How many entries, and what they sum to.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sources">Their sums by source; every source is there.</param>
public sealed record EntrySum(long Count, IReadOnlyDictionary<FundingSource, Totals> Sources)
{
    /// <summary>Of no entry.</summary>
    public static EntrySum Nothing { get; } = new(0, Enum.GetValues<FundingSource>().ToDictionary(source => source, _ => Totals.None));

    /// <summary>Of all sources.</summary>
    public Totals Total => Sources.Values.Aggregate(Totals.None, (sum, totals) => sum + totals);
}

/// <summary>What two views of the entries do not have in common.</summary>
/// <param name="Earlier">The view that knows less; of two that know the same, the one of the earlier day.</param>
/// <param name="Later">The other.</param>
/// <param name="Added">What the later view has beyond the earlier one.</param>
/// <param name="Removed">What the earlier view has beyond the later one.</param>
/// <param name="Late">What of the added was recorded late.</param>
/// <param name="Synthetic">Whether any of it, on this page or on another, is of a CPTS made up for demonstration.</param>
/// <param name="Entries">The entries themselves, newest first.</param>
public sealed record Difference(Moment Earlier, Moment Later, EntrySum Added, EntrySum Removed, EntrySum Late, bool Synthetic, Page<DifferentEntry> Entries)
{
    /// <summary>The figures of the later view less those of the earlier one.</summary>
    public IReadOnlyDictionary<FundingSource, Totals> Sources => Added.Sources.ToDictionary(it => it.Key, it => it.Value - Removed.Sources[it.Key]);

    /// <summary>The same of all sources.</summary>
    public Totals Total => Added.Total - Removed.Total;
}

/// <summary>Compares what was known and effective at two moments, entry by entry. Nothing here knows who asks: scope is the caller's business.</summary>
public interface IDifferences
{
    /// <summary>The difference between two moments, given in any order.</summary>
    /// <param name="which">Which entries, and one moment.</param>
    /// <param name="against">The other moment.</param>
    /// <param name="page">Which page of the entries; the sums are of all.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<Difference> BetweenAsync(EntryQuery which, Moment against, PageRequest page, CancellationToken cancellation);
}
