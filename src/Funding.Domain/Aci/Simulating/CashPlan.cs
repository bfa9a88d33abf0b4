using Funding.Domain.Cpts;

namespace Funding.Domain.Aci;

/// <summary>What is due, month by month.</summary>
internal static class CashPlan
{
    public static Sequence<CashMonth> Of(DateOnly startsOn, Sequence<SimulatedLine> lines, Sequence<OwedLine> variableAtMost)
    {
        var paid = lines.SelectMany(line => line.Instalments.Select(it => (line.Owed.Kind, Instalment: it))).ToLookup(it => MonthOf(it.Instalment.DueOn));
        var recovered = lines.SelectMany(line => line.Recoveries).ToLookup(it => MonthOf(it.OrderedOn), it => it.Amount);
        var atMost = variableAtMost.ToLookup(line => MonthOf(line.OpensOn), line => line.Amount);
        var last = paid.Select(month => month.Key).Concat(recovered.Select(month => month.Key)).Concat(atMost.Select(month => month.Key)).Max();
        return Months(MonthOf(startsOn), last).Select(month => new CashMonth(
            month,
            paid[month].Where(it => it.Kind != LineKind.Variable && it.Instalment.Kind != InstalmentKind.Balance).Total(it => it.Instalment.Amount),
            paid[month].Where(it => it.Kind != LineKind.Variable && it.Instalment.Kind == InstalmentKind.Balance).Total(it => it.Instalment.Amount),
            paid[month].Where(it => it.Kind == LineKind.Variable).Total(it => it.Instalment.Amount),
            atMost[month].Total(),
            recovered[month].Total())).ToSequence();
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static IEnumerable<DateOnly> Months(DateOnly first, DateOnly last)
    {
        for (var month = first; month <= last; month = month.AddMonths(1)) yield return month;
    }
}
