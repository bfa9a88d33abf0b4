namespace Funding.Domain.Views;

/// <summary>Parts of a whole.</summary>
public static class Shares
{
    private const int Decimals = 4;

    /// <summary>Part / whole with four decimals, half away from zero; null when the whole is nothing, for then there is no share.</summary>
    public static decimal? Of(decimal part, decimal whole) => whole == 0 ? null : decimal.Round(part / whole, Decimals, MidpointRounding.AwayFromZero);

    /// <summary>The same of two amounts.</summary>
    public static decimal? Of(Money part, Money whole) => Of(part.Cents, whole.Cents);

    /// <summary>Euros per head, to the cent, half away from zero; null when there is nobody.</summary>
    public static Money? PerHead(Money amount, long heads) => heads == 0 ? null : new Money((long)decimal.Round((decimal)amount.Cents / heads, MidpointRounding.AwayFromZero));
}
