using System.Globalization;

namespace Funding.Domain.Refusing;

/// <summary>Days and thresholds in the messages of faults, as French readers write them, whatever the culture of the host.</summary>
internal static class InFrench
{
    /// <summary><c>31/01/2026</c>.</summary>
    public static string Of(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>12</c>, as it stands in an address.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>150 €</c>, <c>0,5 €</c>.</summary>
    public static string Of(Money amount) => amount.ToEuros().ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',') + " €";
}
