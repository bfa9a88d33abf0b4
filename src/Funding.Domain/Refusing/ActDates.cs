namespace Funding.Domain.Refusing;

/// <summary>What is wrong with the date of any act (LIFECYCLE section 2).</summary>
internal static class ActDates
{
    /// <summary>An act is dated neither in the future nor before there were CPTS. An omitted date is today.</summary>
    public static IEnumerable<Fault> Faults(DateOnly? on, DateOnly today, RuleSettings rules)
    {
        if (on > today) yield return new Fault("/effectiveDate", $"Un acte ne peut pas être daté dans le futur (aujourd'hui : {InFrench.Of(today)}).");
        if (on < rules.EarliestAct) yield return new Fault("/effectiveDate", $"Aucun acte n'est antérieur au {InFrench.Of(rules.EarliestAct)}.");
    }
}
