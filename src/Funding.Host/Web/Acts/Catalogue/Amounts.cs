using System.Globalization;
using Funding.Domain;

namespace Funding.Host.Web.Acts.Catalogue;

/// <summary>Amounts as fields hold them.</summary>
internal static class Amounts
{
    private static readonly CultureInfo Plain = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary><c>45000,50</c>: without spaces, as it is typed.</summary>
    public static string Field(Money amount) => amount.ToEuros().ToString("0.00", Plain);
}
