using System.Globalization;

namespace Funding.Benchmarks.Reporting;

/// <summary>Numbers as the table writes them: three digits that matter.</summary>
internal static class Numbers
{
    public static string Of(double value) => Math.Abs(value) switch
    {
        >= 1_000 => Math.Round(value).ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>Median (least–most).</summary>
    public static string Range(IReadOnlyList<double> values, double median)
        => values.Count < 2 ? Of(median) : $"{Of(median)} ({Of(values.Min())}–{Of(values.Max())})";

    public static string Ratio(Line line) => line.RatioOfMedians is not { } ratio ? "" : line.Ratio == Reporting.Ratio.ToFloor && line.Unit.EndsWith("/s", StringComparison.Ordinal)
        ? $"{Of(ratio * 100)} %" : $"{Of(ratio)} ×";

    public static string Aim(Line line) => line.Aim is not { } aim ? ""
        : (aim.AtMost ? "≤ " : "≥ ") + (!aim.OnRatio ? $"{Plain(aim.Limit)} {line.Unit}" : aim.AtMost ? $"{Plain(aim.Limit)} ×" : $"{Plain(aim.Limit * 100)} %");

    private static string Plain(double limit) => limit.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string Verdict(Line line) => line.IsMet switch { true => "yes", false => "no", null => "" };
}
