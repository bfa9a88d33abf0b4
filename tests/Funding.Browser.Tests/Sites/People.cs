using System.Text.RegularExpressions;

namespace Funding.Browser.Tests.Sites;

/// <summary>Those of the demonstration, by their names on the sign-in page.</summary>
internal static partial class People
{
    public const string Region = "Auvergne-Rhône-Alpes";

    /// <summary>Acts for the ARS; another one does so too.</summary>
    public const string Officer = $"Agent ARS 1, {Region} (fictif)", OtherOfficer = $"Agent ARS 2, {Region} (fictif)";

    /// <summary>Pays for the ARS.</summary>
    public const string Accountant = $"Agent comptable 1, {Region} (fictif)";

    /// <summary>Acts, and pays, for the Assurance maladie.</summary>
    public const string Insurance = $"Agent CPAM 1, {Region} (fictif)", InsuranceAccountant = $"Agent comptable CPAM 1, {Region} (fictif)";

    /// <summary>The region that is to be chosen before their button is there; null for those of the nation.</summary>
    public static string? RegionOf(string who) => OfRegion().Match(who) is { Success: true } found ? found.Groups["region"].Value : null;

    [GeneratedRegex(@", (?<region>[^,]+) \(fictif\)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfRegion();
}
