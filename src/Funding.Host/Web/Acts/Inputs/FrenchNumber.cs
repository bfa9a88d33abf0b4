using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Funding.Host.Web.Acts.Inputs;

/// <summary>Numbers as they are written in French, or copied from a sheet.</summary>
internal static partial class FrenchNumber
{
    /// <summary>The number with every digit that was written; null when it is none, or could be read in two ways (<c>1.234,56</c>).</summary>
    public static JsonNode? Parse(string text)
    {
        var digits = Spaces().Replace(text, "").Replace('−', '-').Replace(',', '.');
        return Form().IsMatch(digits) ? JsonNode.Parse(Leading().Replace(digits, "${sign}")) : null;
    }

    [GeneratedRegex(@"[\s\u00A0\u202F]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    /// <summary>Zeros that JSON does not allow in front.</summary>
    [GeneratedRegex(@"\A(?<sign>-?)0+(?=[0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Leading();

    [GeneratedRegex(@"\A-?[0-9]{1,40}(\.[0-9]{1,40})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
