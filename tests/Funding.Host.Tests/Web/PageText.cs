using System.Text.RegularExpressions;

namespace Funding.Host.Tests.Web;

/// <summary>What the tests look for in a page.</summary>
internal static partial class PageText
{
    /// <summary>How often words occur.</summary>
    public static int Occurrences(this string page, string words) => page.Split(words).Length - 1;

    /// <summary>Spaces that do not break, as plain ones.</summary>
    public static string Plain(this string page) => page.Replace('\u202F', ' ').Replace('\u00A0', ' ');

    /// <summary>The address of the page before or after, or null.</summary>
    public static string? Link(this string page, string rel) => Links().Matches(page).FirstOrDefault(it => it.Groups["rel"].Value == rel)?.Groups["address"].Value;

    /// <summary>The cells of figures, in the order of the page.</summary>
    public static string[] Figures(this string page) => [.. Cells().Matches(page).Select(it => it.Groups["figure"].Value)];

    [GeneratedRegex("rel=\"(?<rel>[a-z]+)\" href=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    [GeneratedRegex("<td class=\"num\">(?<figure>[^<]*)</td>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cells();
}
