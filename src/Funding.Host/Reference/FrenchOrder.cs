using System.Globalization;

namespace Funding.Host.Reference;

/// <summary>The order of a French dictionary: accents count last, case is ignored. Needs ICU, whatever the machine's culture.</summary>
internal static class FrenchOrder
{
    public static StringComparer Comparer { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), ignoreCase: true);
}
