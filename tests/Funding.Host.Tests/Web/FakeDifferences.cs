using System.Globalization;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Web;

/// <summary>Differences of a history held in memory, compared entry by entry.</summary>
internal sealed class FakeDifferences(IReadOnlyList<PastEvent> history) : IDifferences
{
    public Task<Difference> BetweenAsync(EntryQuery which, Moment against, PageRequest page, CancellationToken cancellation)
    {
        if (page.After is not null && !int.TryParse(page.After, CultureInfo.InvariantCulture, out _)) throw new InvalidCursorException();
        var (earlier, later) = IsBefore(against, which.Moment) ? (against, which.Moment) : (which.Moment, against);
        var found = (from it in Rows()
                     where (which.RegionCode ?? it.RegionCode) == it.RegionCode && (which.CptsId ?? it.CptsId) == it.CptsId && (which.Source ?? it.Source) == it.Source && IsIn(it, earlier) != IsIn(it, later)
                     orderby it.Position descending, it.Ordinal descending
                     let removed = IsIn(it, earlier)
                     let days = ReferenceData.Current.DayIn(it.RegionCode, it.RecordedAt).DayNumber - it.EffectiveDate.DayNumber
                     select new DifferentEntry(it, removed, !removed && days > 0, Math.Max(0, days))).ToList();
        var start = page.After is null ? 0 : int.Parse(page.After, CultureInfo.InvariantCulture);
        return Task.FromResult(new Difference(
            earlier, later, Sum(found.Where(it => !it.IsRemoved)), Sum(found.Where(it => it.IsRemoved)), Sum(found.Where(it => it.IsLate)), found.Count > 0,
            new Page<DifferentEntry>([.. found.Skip(start).Take(page.Size)], found.Count > start + page.Size ? $"{start + page.Size}" : null)));
    }

    private static bool IsBefore(Moment one, Moment other)
        => (one.AsOf ?? DateTimeOffset.MaxValue, one.EffectiveOn ?? DateOnly.MaxValue).CompareTo((other.AsOf ?? DateTimeOffset.MaxValue, other.EffectiveOn ?? DateOnly.MaxValue)) < 0;

    private static bool IsIn(EntryRow it, Moment moment) => !(it.RecordedAt > moment.AsOf) && !(it.EffectiveDate > moment.EffectiveOn);

    private IEnumerable<EntryRow> Rows()
        => history.Select((past, i) => (Past: past as PastCptsEvent, Position: i + 1)).Where(it => it.Past is not null)
            .SelectMany(it => Entries.Of(it.Past!.Event).Select((entry, ordinal) => new EntryRow(
                it.Position, ordinal, it.Past.EventId, it.Past.RecordedAt, entry.EffectiveDate, it.Past.CptsId, entry.Commitment.RegionCode, entry.Commitment.DepartmentCode,
                entry.Commitment.Source, entry.Commitment.BudgetYear, entry.Commitment.Id, entry.Instalment, entry.Kind, entry.Amount)));

    private static EntrySum Sum(IEnumerable<DifferentEntry> entries)
    {
        var all = entries.Select(it => it.Entry).ToLookup(it => it.Source);
        return new(all.Sum(it => it.Count()), Enum.GetValues<FundingSource>().ToDictionary(source => source, source => all[source].Aggregate(Totals.None, (sum, it) => sum.With(it.Kind, it.Amount))));
    }
}
