using System.Globalization;
using Funding.Engine.Reading;

namespace Funding.Host.Web;

/// <summary>What is asked of the page of a replay, beside the CPTS or the region.</summary>
/// <param name="Fields">The form, as it was filled in.</param>
/// <param name="Window">Which events.</param>
/// <param name="Act">The one act that is to be shown, or null for a page of them.</param>
/// <param name="After">The act after which a page begins.</param>
internal sealed record ReplayQuestion(AskedFields Fields, ReplayWindow Window, long? Act, long After)
{
    /// <summary>How many acts a page shows.</summary>
    public const int PageSize = 25;

    /// <summary>Of an address: the act shown alone.</summary>
    public const string ActName = "acte";

    /// <summary>Of an address: the act after which a page begins.</summary>
    public const string AfterName = "apres";

    /// <summary>The end of the window, for other pages.</summary>
    public MomentQuestion Until => new(Window.Until, Fields.Zone);

    /// <exception cref="UnreadableQuestionException">The act, or the one after which to begin, is no number.</exception>
    public static ReplayQuestion Read(IQueryCollection query, TimeZoneInfo zone)
    {
        var fields = new AskedFields(query, zone);
        var (from, to, day) = (fields.Since("from"), fields.Until("to"), fields.Day("effectiveOn"));
        if (from > to) fields.Fault("to", "La fin de la période précède son début.");
        return new(fields, new ReplayWindow(from, new Moment(to, day)), Number(query[ActName]), Number(query[AfterName]) ?? 0);
    }

    /// <summary>The address of the same replay at another place.</summary>
    public static string To(string address, AskedFields fields, string name, long? value)
        => Links.To(address, null, [.. fields.Written, (name, value?.ToString(CultureInfo.InvariantCulture))]);

    private static long? Number(string? text)
        => string.IsNullOrEmpty(text) ? null
            : text.Length <= 18 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new UnreadableQuestionException($"« {text} » n’est pas le numéro d’un acte.");
}
