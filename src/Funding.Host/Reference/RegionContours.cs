using System.Globalization;

namespace Funding.Host.Reference;

/// <summary>The outlines of the regions, drawn on one sheet (<c>region-contours.csv</c>): the mainland and Corse, and below them each overseas region at a scale of its own.</summary>
internal static class RegionContours
{
    /// <summary>Width of the sheet, in units of its paths.</summary>
    public const int Width = 640;

    /// <summary>Its height: that of the outlines, and a line for the names of the overseas regions.</summary>
    public const int Height = 780;

    /// <summary>The outlines by code of their region. Read once.</summary>
    public static IReadOnlyDictionary<string, RegionContour> ByCode { get; } = EmbeddedText.Rows("region-contours.csv")
        .ToDictionary(row => row[0], row => new RegionContour(row[3], Number(row[1]), Number(row[2])), StringComparer.Ordinal);

    private static int Number(string text) => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}

/// <summary>The outline of a region.</summary>
/// <param name="Path">As an SVG path.</param>
/// <param name="X">Where a label stands, from the left.</param>
/// <param name="Y">Where a label stands, from the top.</param>
internal sealed record RegionContour(string Path, int X, int Y)
{
    private const int BelowTheMainland = 623;
    private const int PlacesOverseas = 5;

    /// <summary>Whether it stands below the mainland, at a scale of its own.</summary>
    public bool IsOverseas => Y > BelowTheMainland;

    /// <summary>The middle of the place that an overseas region has on the sheet: five side by side.</summary>
    public int MiddleOfPlace => (X * PlacesOverseas / RegionContours.Width * 2 + 1) * RegionContours.Width / PlacesOverseas / 2;
}
