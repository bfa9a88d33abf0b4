using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Host.Api;

/// <summary>Amounts, dates and phases as French readers write them, whatever the machine's own culture data.</summary>
public static class French
{
    /// <summary>French separators.</summary>
    internal static NumberFormatInfo Numbers { get; } = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u202F", NumberGroupSizes = [3], NegativeSign = "-" };

    /// <summary>« 45 000,00 € », with unbreakable spaces.</summary>
    public static string Euros(Money amount) => amount.ToEuros().ToString("N2", Numbers) + "\u00A0€";

    /// <summary>« 16/07/2024 ».</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>The phase as an agent calls it.</summary>
    public static string Phase(PhaseName phase) => phase switch
    {
        PhaseName.Intention => "lettre d'intention reçue",
        PhaseName.Project => "projet de santé en rédaction",
        PhaseName.Submitted => "projet de santé déposé",
        PhaseName.Validated => "projet de santé validé",
        PhaseName.Negotiating => "contrat en négociation",
        PhaseName.Contracted => "sous contrat",
        PhaseName.Suspended => "contrat suspendu",
        PhaseName.Ended => "contrat terminé",
        PhaseName.Refused => "lettre d'intention refusée",
        _ => "abandon",
    };
}
