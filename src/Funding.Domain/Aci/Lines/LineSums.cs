using System.Numerics;
using Funding.Domain.Cpts;

namespace Funding.Domain.Aci;

/// <summary>The arithmetic of a line, and how it would be paid.</summary>
internal static class LineSums
{
    /// <summary>Σ annual amount in force × its days × rate / days of the year, rounded once (R18, R19).</summary>
    public static Money Amount(Sequence<TraceSpan> spans, int yearDays, decimal rate)
    {
        var (numerator, denominator) = Rounding.Fraction(rate);
        var annualDays = spans.Aggregate(BigInteger.Zero, (sum, span) => sum + ((BigInteger)span.Annual.Cents * span.Days));
        return Rounding.ToCents(annualDays * numerator, yearDays * denominator);
    }

    /// <summary>One instalment.</summary>
    public static Sequence<PlannedInstalment> AtOnce(Money amount, DateOnly dueOn) => [new(1, InstalmentKind.Whole, dueOn, amount)];

    /// <summary>An advance, rounded like the line, and the rest.</summary>
    public static Sequence<PlannedInstalment> InTwo(Money amount, decimal advanceRate, DateOnly opensOn, DateOnly closesOn)
    {
        var advance = Rounding.Share(amount, advanceRate);
        return [new(1, InstalmentKind.Advance, opensOn, advance), new(2, InstalmentKind.Balance, closesOn, amount - advance)];
    }
}
