namespace Funding.Domain.Aci;

/// <summary>The lines of R18 to R20, from the facts of a contract alone.</summary>
public static class OwedLines
{
    /// <summary>
    /// The lines of the years opened, by year: the functioning, then each mission in the order of <see cref="Mission"/>, its fixed part
    /// before its variable one. Throws on facts that cannot be: more years than the term has, a mission started before the contract.
    /// </summary>
    /// <remarks>
    /// A line whose days all lie after the end of a terminated contract is there with an amount of 0. A mission that is in no terms on any
    /// of its days of the year has no line, and a variable part has none before it is assessed.
    /// </remarks>
    /// <param name="facts">The contract.</param>
    /// <param name="yearsOpened">How many of its years have opened, from 0 to the years of the term.</param>
    public static Sequence<OwedLine> Of(ContractFacts facts, int yearsOpened)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(yearsOpened);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(yearsOpened, facts.TermYears);
        foreach (var (mission, start) in facts.Starts)
        {
            if (start < facts.StartsOn) throw new ArgumentException($"{mission} starts on {start:O}, before the contract.", nameof(facts));
        }

        return Enumerable.Range(1, yearsOpened).SelectMany(number => OfYear(facts, ContractYear.Of(facts.StartsOn, number))).ToSequence();
    }

    /// <summary>The first day of a contract year, reckoned each time from the start of the contract: 29 February becomes the 28th only in years without one (R17).</summary>
    public static DateOnly Opening(DateOnly startsOn, int year) => startsOn.AddYears(year - 1);

    private static IEnumerable<OwedLine> OfYear(ContractFacts facts, ContractYear year)
    {
        yield return new Drafting(facts, year).Functioning();
        foreach (var (mission, start) in facts.Starts)
        {
            var drafting = new Drafting(facts, year, mission, start);
            if (drafting.Fixed() is { } means) yield return means;
            if (drafting.Variable() is { } results) yield return results;
        }
    }
}
