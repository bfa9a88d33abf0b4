namespace Funding.Domain.Views;

/// <summary>Finds what an auditor looks for, in what the record alone tells.</summary>
public static class Patterns
{
    /// <summary>All hits, kind by kind, the gravest of each kind first.</summary>
    /// <param name="facts">What the record holds.</param>
    /// <param name="settings">The thresholds.</param>
    /// <param name="rules">The sum from which a convention must be named.</param>
    /// <param name="dayOf">The legal day of a region that contains an instant.</param>
    /// <param name="budgetYear">Only what concerns money of this year; null for all.</param>
    public static IReadOnlyList<PatternHit> Find(PatternFacts facts, PatternSettings settings, RuleSettings rules, Func<string, DateTimeOffset, DateOnly> dayOf, int? budgetYear = null)
        => [.. Unspent(facts.Years, facts.Variable, settings).Concat<PatternHit>(JustUnder(facts.Grants, settings, rules)).Concat(AtOnce(facts.Close, settings))
            .Concat(Late(facts.Acts, settings, dayOf)).Concat(Apart(facts.Variable, settings))
            .Where(hit => budgetYear is not { } year || hit.BudgetYears.Contains(year))
            .OrderBy(hit => hit.Kind).ThenByDescending(hit => hit.Weight).ThenBy(hit => hit.Positions.Count == 0 ? 0 : hit.Positions[0]).ThenBy(hit => hit.Cpts)];

    /// <summary>
    /// Budget years in a row in which money was paid and either a good part of it was ordered to be paid back, or advances were paid and the
    /// assessments of the year gave little of the variable parts. What a CPTS really spent is in its accounts, which the record does not hold.
    /// </summary>
    public static IEnumerable<UnspentAdvances> Unspent(IEnumerable<YearOfMoney> years, IEnumerable<VariablePart> variable, PatternSettings settings)
    {
        var parts = variable.ToLookup(part => (part.Cpts, part.Commitment.BudgetYear));
        foreach (var own in years.GroupBy(year => year.Cpts))
        {
            var weak = own.OrderBy(year => year.BudgetYear).Select(year => (Year: new UnspentYear(year, EarnedFigures.Of([.. parts[(year.Cpts, year.BudgetYear)]])), year.BudgetYear))
                .Where(it => IsUnspent(it.Year, settings)).ToList();
            foreach (var run in Runs(weak).Where(run => run.Count >= settings.UnspentYears))
            {
                var behind = run.SelectMany(year => year.Money.Recoveries.Concat(parts[(own.Key, year.Money.BudgetYear)].SelectMany(part => part.Positions)));
                yield return new(own.Key, run[0].Money.RegionCode, run.ToSequence(), behind.Distinct().Order().ToSequence());
            }
        }
    }

    /// <summary>
    /// Per CPTS and budget year: grants of any source from the threshold less its margin up to the threshold itself, which still needs no
    /// convention, and the FIR and transformation grants whose sum is there (R6).
    /// </summary>
    public static IEnumerable<JustUnderThreshold> JustUnder(IEnumerable<GrantedSum> grants, PatternSettings settings, RuleSettings rules)
    {
        var threshold = rules.ConventionThreshold;
        foreach (var year in grants.Where(grant => grant.Amount.IsPositive).GroupBy(grant => (grant.Cpts, grant.Commitment.BudgetYear)))
        {
            var summed = year.Where(grant => grant.Commitment.Source is not Cpts.FundingSource.Aci).ToList();
            var sum = summed.Total(grant => grant.Amount);
            var under = year.Where(grant => IsJustUnder(grant.Amount)).ToList();
            if (under.Count == 0 && !IsJustUnder(sum)) continue;
            var told = under.Count > 0 ? under : summed;
            yield return new(year.Key.Cpts, told[0].Commitment.RegionCode, year.Key.BudgetYear, told.ToSequence(), sum, IsJustUnder(sum));
        }

        bool IsJustUnder(Money amount) => amount <= threshold && amount.Cents >= threshold.Cents * (1 - settings.ThresholdMargin);
    }

    /// <summary>Payments recorded at most so many seconds after the certification of their instalment: time in which nobody checks anything.</summary>
    public static IEnumerable<PaidAtOnce> AtOnce(IEnumerable<PaidAtOnce> close, PatternSettings settings)
        => close.Where(it => it.Seconds >= 0 && it.Seconds <= settings.AtOnceSeconds);

    /// <summary>Acts recorded on a legal day more than so many days after their date.</summary>
    public static IEnumerable<RecordedLate> Late(IEnumerable<RecordedAct> acts, PatternSettings settings, Func<string, DateTimeOffset, DateOnly> dayOf)
        => acts.Select(act => new RecordedLate(act, dayOf(act.RegionCode, act.RecordedAt).DayNumber - act.EffectiveDate.DayNumber)).Where(hit => hit.Days > settings.LateDays);

    /// <summary>Per region and budget year with enough CPTS: those whose share of the variable parts, weighted by amounts, is far from the region's.</summary>
    public static IEnumerable<VariableShareApart> Apart(IEnumerable<VariablePart> variable, PatternSettings settings)
    {
        foreach (var region in variable.GroupBy(part => (part.Commitment.RegionCode, part.Commitment.BudgetYear)))
        {
            var all = EarnedFigures.Of([.. region]);
            var own = region.GroupBy(part => part.Cpts).ToList();
            if (own.Count < settings.ApartGroup || all.Share is null) continue;
            foreach (var cpts in own)
            {
                var hit = new VariableShareApart(cpts.Key, region.Key.RegionCode, region.Key.BudgetYear, EarnedFigures.Of([.. cpts]), all, own.Count, cpts.ToSequence());
                if (hit.Own.Share is not null && Math.Abs(hit.Gap) >= settings.ApartShare) yield return hit;
            }
        }
    }

    private static bool IsUnspent(UnspentYear year, PatternSettings settings)
        => year.Money.Paid.IsPositive
            && ((year.Money.RecoveryOrdered.IsPositive && year.RecoveredShare >= settings.UnspentRecoveredShare)
                || (year.Money.Advances.IsPositive && year.Earned.Share <= settings.UnspentEarnedShare));

    private static IEnumerable<List<UnspentYear>> Runs(List<(UnspentYear Year, int BudgetYear)> years)
    {
        var run = new List<UnspentYear>();
        for (var i = 0; i < years.Count; i++)
        {
            if (i > 0 && years[i].BudgetYear != years[i - 1].BudgetYear + 1)
            {
                yield return run;
                run = [];
            }

            run.Add(years[i].Year);
        }

        if (run.Count > 0) yield return run;
    }
}
