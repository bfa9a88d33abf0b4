namespace Funding.Benchmarks.Reporting;

/// <summary>How a line relates to its floor.</summary>
internal enum Ratio
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>What was reached, over the floor.</summary>
    ToFloor,

    /// <summary>The floor over what was reached: how many of the floor's one of ours costs.</summary>
    InFloors,
}

/// <summary>What was wanted.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="AtMost">Whether it is an upper one.</param>
/// <param name="OnRatio">Whether it is the ratio that it limits.</param>
internal sealed record Aim(double Limit, bool AtMost, bool OnRatio)
{
    public static Aim RatioAtMost(double limit) => new(limit, AtMost: true, OnRatio: true);

    public static Aim RatioAtLeast(double limit) => new(limit, AtMost: false, OnRatio: true);

    public static Aim AtMostValue(double limit) => new(limit, AtMost: true, OnRatio: false);

    public static Aim AtLeastValue(double limit) => new(limit, AtMost: false, OnRatio: false);

    public bool IsMet(Line line) => (OnRatio ? line.RatioOfMedians : line.Median) is { } reached && (AtMost ? reached <= Limit : reached >= Limit);
}

/// <summary>One figure of the table, measured once a round.</summary>
/// <param name="Benchmark">Which benchmark.</param>
/// <param name="What">Of what.</param>
/// <param name="Unit">Unit of the values.</param>
internal sealed record Line(string Benchmark, string What, string Unit)
{
    public List<double> Values { get; init; } = [];

    /// <summary>What the floor does, or null without one.</summary>
    public string? FloorWhat { get; init; }

    /// <summary>In the unit of the values, one for each.</summary>
    public List<double> Floors { get; init; } = [];

    public Ratio Ratio { get; init; }

    public Aim? Aim { get; init; }

    public double Median => MedianOf(Values);

    public double? FloorMedian => Floors.Count == 0 ? null : MedianOf(Floors);

    public double? RatioOfMedians => FloorMedian is not { } floor ? null : Ratio switch
    {
        Ratio.ToFloor => Median / floor,
        Ratio.InFloors => floor / Median,
        _ => null,
    };

    public bool? IsMet => Aim?.IsMet(this);

    private static double MedianOf(List<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
