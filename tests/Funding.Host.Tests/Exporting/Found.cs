using System.Text.RegularExpressions;

namespace Funding.Host.Tests.Exporting;

/// <summary>Finds patterns in files that the tests made; a pattern that would run on for ever ends the test.</summary>
internal static class Found
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Match In(string text, string pattern) => Regex.Match(text, pattern, RegexOptions.CultureInvariant, Patience);

    public static IEnumerable<Match> AllIn(string text, string pattern) => Regex.Matches(text, pattern, RegexOptions.CultureInvariant, Patience);
}
