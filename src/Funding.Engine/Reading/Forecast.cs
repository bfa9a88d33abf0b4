using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>A sum behind a forecast, with the dossier that it belongs to.</summary>
public sealed record DossierPayable(Outlook Outlook, Payable Payable)
{
    /// <summary>What tells it from every other.</summary>
    public string Key => FormattableString.Invariant($"{Outlook.Id}/{Payable.CommitmentId}/{Payable.Certainty}/{Payable.Instalment}/{Payable.DueOn:yyyyMMdd}");

    /// <summary>The sums that count in a month (<see cref="Forecast.PlaceOf"/>) as seen on a day, of a source; of all when null. Earliest first.</summary>
    public static IEnumerable<DossierPayable> Of(IEnumerable<Outlook> outlooks, DateOnly today, DateOnly? month, FundingSource? source)
        => from outlook in outlooks
           from payable in outlook.Payables
           where (month is null || Forecast.PlaceOf(payable, today) == month) && (source is null || payable.Source == source)
           orderby payable.DueOn, outlook.Name, outlook.Id, payable.CommitmentId, payable.Instalment
           select new DossierPayable(outlook, payable);
}

/// <summary>What is owed in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Owed">Euros by source, every source present: committed, or signed for missions that have started.</param>
/// <param name="VariableAtMost">Euros that variable parts may come to beside, at the full rate.</param>
public sealed record ForecastMonth(DateOnly Month, IReadOnlyDictionary<FundingSource, Money> Owed, Money VariableAtMost)
{
    /// <summary>Of all sources, in euros.</summary>
    public Money Total => Owed.Values.Total();
}

/// <summary>What is owed by month from everything signed.</summary>
/// <param name="Overdue">What was due before the first month and is not paid; its month is the first day of them.</param>
/// <param name="ByMonth">The coming months, the present one first.</param>
/// <param name="Later">What is due after them.</param>
public sealed record Forecast(ForecastMonth Overdue, IReadOnlyList<ForecastMonth> ByMonth, ForecastMonth Later)
{
    /// <summary>Stands for what was due before the first month.</summary>
    public static readonly DateOnly Before = DateOnly.MinValue;

    /// <summary>Stands for what is due after the last month.</summary>
    public static readonly DateOnly After = DateOnly.MaxValue;

    /// <summary>How many months are looked at.</summary>
    public const int Months = 36;

    /// <summary>The sums by month, from the month of a day on. What waits for the assessment of a year that is over is not overdue: it counts in the present month, the first in which it can be paid.</summary>
    public static Forecast Of(IEnumerable<Payable> payables, DateOnly today)
    {
        var first = MonthOf(today);
        var known = payables.ToLookup(it => PlaceOf(it, today));
        return new(
            Sum(first, known[Before]),
            [.. Enumerable.Range(0, Months).Select(i => first.AddMonths(i)).Select(month => Sum(month, known[month]))],
            Sum(first.AddMonths(Months), known[After]));
    }

    /// <summary>The first day of the month in which a sum counts, or <see cref="Before"/> or <see cref="After"/> the months that are looked at.</summary>
    public static DateOnly PlaceOf(Payable it, DateOnly today)
    {
        var first = MonthOf(today);
        var month = MonthOf(it.AwaitsAssessment && it.DueOn < first ? first : it.DueOn);
        return month < first ? Before : month >= first.AddMonths(Months) ? After : month;
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static ForecastMonth Sum(DateOnly month, IEnumerable<Payable> payables)
    {
        var all = payables.ToLookup(it => it.Certainty == PayableCertainty.VariableAtMost);
        return new(month, Enum.GetValues<FundingSource>().ToDictionary(source => source, source => all[false].Where(it => it.Source == source).Total(it => it.Amount)), all[true].Total(it => it.Amount));
    }
}
