using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>A line as the second calculation has it.</summary>
internal sealed record Reckoned(string Id, int BudgetYear, DateOnly OpensOn, Money Amount, Sequence<PlannedInstalment> Instalments)
{
    public static Reckoned Of(OwedLine line) => new(line.CommitmentId, line.BudgetYear, line.OpensOn, line.Amount, line.Instalments);
}

/// <summary>
/// The lines once more, written from R17 to R20 and not from the code: it walks through the contract day after day, and each day
/// adds its part of the year. It uses neither the calendar arithmetic nor the histories nor the roundings of what it is held against.
/// </summary>
internal static class DayByDay
{
    private static readonly (Mission Mission, string Word)[] Words =
        [(Mission.Access, "access"), (Mission.Pathways, "pathways"), (Mission.Prevention, "prevention"), (Mission.Crisis, "crisis"), (Mission.Quality, "quality"), (Mission.Support, "support")];

    public static IEnumerable<Reckoned> Lines(AnyContract contract, int years)
    {
        for (var year = 1; year <= years; year++)
        {
            var (opens, closes) = (Anniversary(contract.StartsOn, year - 1), Anniversary(contract.StartsOn, year));
            var atSignature = contract.Number == 1 && year == 1;
            var functioning = Sum(contract, opens, closes, opens, terms => terms.Functioning).Nearest();
            yield return Line($"aci-{contract.Number}-y{year}-functioning", atSignature ? contract.SignedOn : opens, functioning, atSignature ? null : RateOn(contract, opens));

            foreach (var (mission, word) in Words)
            {
                if (!contract.Starts.TryGetValue(mission, out var start)) continue;
                var days = Days(opens, closes).Where(day => day >= start && AgreedOn(contract, day).Terms.Missions.Any(it => it.Mission == mission)).ToList();
                if (days.Count == 0) continue;
                var means = Sum(contract, opens, closes, start, terms => terms.Missions.SingleOrDefault(it => it.Mission == mission)?.Fixed);
                yield return Line($"aci-{contract.Number}-y{year}-{word}-fixed", days[0], means.Nearest(), RateOn(contract, days[0]));

                if (!contract.Achievements.TryGetValue((year, mission), out var achieved)) continue;
                var results = Sum(contract, opens, closes, start, terms => terms.Missions.SingleOrDefault(it => it.Mission == mission)?.Variable) * Fraction.OfRate(achieved.Rate);
                yield return Line($"aci-{contract.Number}-y{year}-{word}-variable", achieved.AssessedOn, results.Nearest(), null);
            }

            Reckoned Line(string id, DateOnly on, long cents, decimal? advanceRate)
            {
                if (advanceRate is not { } rate) return new(id, opens.Year, on, new Money(cents), [new(1, InstalmentKind.Whole, on, new Money(cents))]);
                var advance = (Fraction.Of(cents) * Fraction.OfRate(rate)).Nearest();
                return new(id, opens.Year, on, new Money(cents), [new(1, InstalmentKind.Advance, on, new Money(advance)), new(2, InstalmentKind.Balance, closes, new Money(cents - advance))]);
            }
        }
    }

    /// <summary>The sum of the parts of the days that count, in cents, not yet rounded.</summary>
    public static Fraction Sum(AnyContract contract, DateOnly opens, DateOnly closes, DateOnly start, Func<Terms, Money?> annual)
    {
        var daysOfYear = Days(opens, closes).Count();
        var sum = Fraction.Zero;
        foreach (var day in Days(opens, closes))
        {
            if (day < start || day > (contract.EndsOn ?? DateOnly.MaxValue)) continue;
            if (annual(AgreedOn(contract, day).Terms) is { } amount) sum += Fraction.Of(amount.Cents, daysOfYear);
        }

        return sum;
    }

    /// <summary>The same day some years later; 29 February becomes 28 February in years without one.</summary>
    public static DateOnly Anniversary(DateOnly startsOn, int years)
    {
        var year = startsOn.Year + years;
        var leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return startsOn is { Month: 2, Day: 29 } && !leap ? new DateOnly(year, 2, 28) : new DateOnly(year, startsOn.Month, startsOn.Day);
    }

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly before)
    {
        for (var day = from; day < before; day = day.AddDays(1)) yield return day;
    }

    private static decimal RateOn(AnyContract contract, DateOnly day) => AgreedOn(contract, day).Basis.AdvanceRate;

    private static AgreedTerms AgreedOn(AnyContract contract, DateOnly day)
    {
        var found = contract.Agreed[0].Agreed;
        var since = DateOnly.MinValue;
        foreach (var (takesEffectOn, agreed) in contract.Agreed)
        {
            if (takesEffectOn <= day && takesEffectOn >= since) (found, since) = (agreed, takesEffectOn);
        }

        return found;
    }
}
