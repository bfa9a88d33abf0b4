namespace Funding.Domain.Aci;

/// <summary>Two simulated contracts side by side, line by line and month by month.</summary>
/// <param name="Lines">Every line of either.</param>
/// <param name="Months">Every month of either.</param>
/// <param name="VariableAtMost">The variable parts of either, were everything achieved.</param>
public sealed record SimulationComparison(Sequence<LineDifference> Lines, Sequence<MonthDifference> Months, Sequence<LineDifference> VariableAtMost)
{
    /// <summary>The two, of which either may have lines that the other lacks.</summary>
    public static SimulationComparison Of(SimulatedContract first, SimulatedContract second) => new(
        Compare(first.Lines.Select(line => line.Owed), second.Lines.Select(line => line.Owed)),
        Compare(first.CashPlan, second.CashPlan),
        Compare(first.VariableAtMost, second.VariableAtMost));

    private static Sequence<LineDifference> Compare(IEnumerable<OwedLine> first, IEnumerable<OwedLine> second)
        => first.Select(line => (Line: line, IsFirst: true)).Concat(second.Select(line => (Line: line, IsFirst: false)))
            .GroupBy(it => it.Line.CommitmentId)
            .OrderBy(group => group.First().Line.Year).ThenBy(group => group.First().Line.Mission is { } mission ? (int)mission : -1).ThenBy(group => group.First().Line.Kind)
            .Select(group => new LineDifference(group.Key, Amount(group, isFirst: true), Amount(group, isFirst: false))).ToSequence();

    private static Sequence<MonthDifference> Compare(Sequence<CashMonth> first, Sequence<CashMonth> second)
        => first.Concat(second).Select(it => it.Month).Distinct().Order()
            .Select(month => new MonthDifference(month, first.Where(it => it.Month == month).Total(it => it.Net), second.Where(it => it.Month == month).Total(it => it.Net))).ToSequence();

    private static Money? Amount(IEnumerable<(OwedLine Line, bool IsFirst)> both, bool isFirst) => both.Where(it => it.IsFirst == isFirst).Select(it => (Money?)it.Line.Amount).SingleOrDefault();
}

/// <summary>What a line is worth in two simulations.</summary>
/// <param name="CommitmentId">Its id in both.</param>
/// <param name="First">Euros; null where the first has no such line.</param>
/// <param name="Second">Euros; null where the second has no such line.</param>
public sealed record LineDifference(string CommitmentId, Money? First, Money? Second)
{
    /// <summary>What the second pays more.</summary>
    public Money Difference => (Second ?? Money.Zero) - (First ?? Money.Zero);
}

/// <summary>What falls due in a month in two simulations, less what is to be paid back.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="First">Euros.</param>
/// <param name="Second">Euros.</param>
public sealed record MonthDifference(DateOnly Month, Money First, Money Second)
{
    /// <summary>What the second pays more.</summary>
    public Money Difference => Second - First;
}
