using System.Globalization;
using Funding.Host.Api.Problems;
using Funding.Host.Web.Help.Rules;

namespace Funding.Host.Web.Help;

/// <summary>The rules as the help tells them.</summary>
internal static class HelpRules
{
    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<HelpRule> All { get; } =
        [.. RegistrationRules.All, .. FirRules.All, .. MoneyRules.All, .. ProjectRules.All, .. ContractRules.All, .. TransformationRules.All];

    /// <summary>The rule of that name (<c>r5</c>), or null.</summary>
    public static HelpRule? Find(string name)
        => name.Length > 1 && name[0] is 'r' or 'R' && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? All.FirstOrDefault(rule => rule.Number == number) : null;

    /// <summary>The rules that raise a refusal; none for those of HTTP, of rights and of the order of acts.</summary>
    public static IEnumerable<HelpRule> Raising(string refusal) => All.Where(rule => rule.Refusals.Contains(refusal));

    /// <summary>What a refusal means, as a page writes it; null when there is none of that name.</summary>
    public static string? MeaningOf(string refusal) => ProblemTypes.MeaningOf(refusal)?.Replace('\'', '’').Replace(" ;", "\u00A0;", StringComparison.Ordinal).Replace("« ", "«\u00A0", StringComparison.Ordinal).Replace(" »", "\u00A0»", StringComparison.Ordinal);

    /// <summary>The page that explains a refusal.</summary>
    public static string AddressOf(string refusal) => $"/aide/refus/{refusal}";
}
