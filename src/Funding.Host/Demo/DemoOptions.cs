namespace Funding.Host.Demo;

/// <summary>What history to make up.</summary>
/// <param name="Cpts">How many CPTS, 1–5000.</param>
/// <param name="Years">Over how many years, 1–10.</param>
/// <param name="Seed">The same seed and <paramref name="Until"/> give the same history.</param>
/// <param name="Until">The last instant of the history: nothing is dated or recorded after it.</param>
public sealed record DemoOptions(int Cpts, int Years, int Seed, DateTimeOffset Until)
{
    /// <summary>As many CPTS as the federation counted on 1 February 2024.</summary>
    public const int DefaultCpts = 738;

    /// <summary>The most CPTS that can be told.</summary>
    public const int MostCpts = 5000;

    /// <summary>The longest history that can be told, in years.</summary>
    public const int MostYears = 10;

    /// <summary>Years of history unless said.</summary>
    public const int DefaultYears = 4;

    /// <summary>The demonstration of everybody, ending at an instant.</summary>
    public static DemoOptions Ending(DateTimeOffset until) => new(DefaultCpts, DefaultYears, Seed: 1, until);

    private static readonly DateTimeOffset EarliestStart = new(2016, 2, 1, 0, 0, 0, TimeSpan.Zero);

    internal DateTimeOffset Start => Until.AddYears(-Years);

    /// <exception cref="ArgumentOutOfRangeException">More or less than can be told.</exception>
    internal static DemoOptions Checked(DemoOptions options)
        => options.Cpts is < 1 or > MostCpts ? throw new ArgumentOutOfRangeException(nameof(options), options.Cpts, "From 1 to 5000 CPTS.")
            : options.Years is < 1 or > MostYears ? throw new ArgumentOutOfRangeException(nameof(options), options.Years, "From 1 to 10 years.")
            : options.Start < EarliestStart ? throw new ArgumentOutOfRangeException(nameof(options), options.Start, "There was no CPTS before 2016.")
            : options with { Until = options.Until.ToUniversalTime() };
}
