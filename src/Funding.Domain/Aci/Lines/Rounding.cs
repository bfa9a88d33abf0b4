using System.Numerics;

namespace Funding.Domain.Aci;

/// <summary>The one rounding of R18: exact until the end, then once to the cent, half away from zero.</summary>
public static class Rounding
{
    /// <summary>So many cents as the fraction says.</summary>
    /// <param name="numerator">Of either sign.</param>
    /// <param name="denominator">Above zero.</param>
    public static Money ToCents(BigInteger numerator, BigInteger denominator)
    {
        var rounded = ((2 * BigInteger.Abs(numerator)) + denominator) / (2 * denominator);
        return new Money(checked((long)(numerator.Sign * rounded)));
    }

    /// <summary>A part of an amount, such as the advance on a line.</summary>
    /// <param name="amount">The whole.</param>
    /// <param name="rate">Such as 0.75.</param>
    public static Money Share(Money amount, decimal rate)
    {
        var (numerator, denominator) = Fraction(rate);
        return ToCents(amount.Cents * numerator, denominator);
    }

    /// <summary>A decimal as the fraction that it is, exactly.</summary>
    internal static (BigInteger Numerator, BigInteger Denominator) Fraction(decimal value)
    {
        var denominator = BigInteger.Pow(10, value.Scale);
        return (new BigInteger(value * (decimal)denominator), denominator);
    }
}
