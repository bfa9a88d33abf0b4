using System.Numerics;

namespace Funding.Domain.Tests;

/// <summary>An exact number, for the second calculation.</summary>
internal readonly record struct Fraction
{
    private Fraction(BigInteger over, BigInteger under)
    {
        var common = BigInteger.GreatestCommonDivisor(over, under);
        (Over, Under) = (over / common, under / common);
    }

    private BigInteger Over { get; }

    private BigInteger Under { get; }

    public static Fraction Zero => new(0, 1);

    public static Fraction Of(BigInteger over, long under = 1) => new(over, under);

    /// <summary>A rate of at most four decimals.</summary>
    public static Fraction OfRate(decimal rate) => new((long)(rate * 10_000m), 10_000);

    public static Fraction operator +(Fraction left, Fraction right) => new((left.Over * right.Under) + (right.Over * left.Under), left.Under * right.Under);

    public static Fraction operator -(Fraction left, Fraction right) => left + (right * Of(-1));

    public static Fraction operator *(Fraction left, Fraction right) => new(left.Over * right.Over, left.Under * right.Under);

    public static bool operator <=(Fraction left, Fraction right) => left.Over * right.Under <= right.Over * left.Under;

    public static bool operator >=(Fraction left, Fraction right) => right <= left;

    /// <summary>For what is not below zero: the whole number nearest, and of two as near the larger.</summary>
    public long Nearest()
    {
        var (whole, rest) = (Over / Under, Over % Under);
        return (long)(rest + rest >= Under ? whole + 1 : whole);
    }
}
