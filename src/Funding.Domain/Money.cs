using System.Globalization;

namespace Funding.Domain;

/// <summary>An amount in euros, exact to the cent, of either sign. Never a binary fraction; at most 15 digits in all.</summary>
/// <param name="Cents">The amount in cents.</param>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    /// <summary>The largest amount that can be stored: 15 digits, two of them cents.</summary>
    public const long MaxCents = 999_999_999_999_999;

    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>Whether the amount is above zero.</summary>
    public bool IsPositive => Cents > 0;

    /// <summary>Whether it can be stored: at most fifteen digits.</summary>
    public bool IsInRange => Cents is >= -MaxCents and <= MaxCents;

    /// <summary>The amount of so many euros. Throws when it has more than two decimals, or fifteen digits: money is never rounded silently.</summary>
    public static Money Euros(decimal euros)
    {
        var cents = Math.Abs(euros) <= MaxCents ? euros * 100m : decimal.MaxValue;
        return cents == decimal.Truncate(cents) && Math.Abs(cents) <= MaxCents
            ? new Money((long)cents)
            : throw new ArgumentOutOfRangeException(nameof(euros), euros, "An amount has at most two decimals and fifteen digits.");
    }

    /// <summary>The amount in euros, with two decimals.</summary>
    public decimal ToEuros() => new decimal(Cents) / 100m;

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    /// <summary>Sum; throws on overflow.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Cents + right.Cents));

    /// <summary>Difference; throws on overflow.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Cents - right.Cents));

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money value) => new(checked(-value.Cents));

    /// <summary>Comparison by value.</summary>
    public static bool operator <(Money left, Money right) => left.Cents < right.Cents;

    /// <summary>Comparison by value.</summary>
    public static bool operator >(Money left, Money right) => left.Cents > right.Cents;

    /// <summary>Comparison by value.</summary>
    public static bool operator <=(Money left, Money right) => left.Cents <= right.Cents;

    /// <summary>Comparison by value.</summary>
    public static bool operator >=(Money left, Money right) => left.Cents >= right.Cents;

    /// <summary>Euros with two decimals and a point, for logs and tests; screens format in French.</summary>
    public override string ToString() => ToEuros().ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>Sums of amounts.</summary>
public static class MoneySums
{
    /// <summary>The sum of the amounts; zero when there are none.</summary>
    public static Money Total(this IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);

    /// <summary>The sum of one amount of each item.</summary>
    public static Money Total<T>(this IEnumerable<T> items, Func<T, Money> amount) => items.Select(amount).Total();
}
