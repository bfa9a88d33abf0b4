namespace Funding.Benchmarks.Reporting;

/// <summary>What a page says besides its figures.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Options">What the program is called with to write it, after its name.</param>
/// <param name="Against">Head of the column of what each figure is set against.</param>
internal sealed record Page(string Title, string Options, string Against)
{
    /// <summary>The page of the engine against its floors.</summary>
    public static Page Floors { get; } = new("Benchmarks", "--out docs/benchmarks", "floor")
    {
        Said = rounds => $"""
            Each figure is the median of {rounds} rounds, with the least and the most. A round measures a benchmark and its floor one after the other on the same server, through the same Npgsql options as the host's,
            after a warm-up. The server is durable: fsync and synchronous_commit are on, which the program checks. The ratio is that of the medians. Questions about the past have no floor: there the column holds the median of the same questions.
            """,
    };

    /// <summary>Further properties of the build.</summary>
    public string Properties { get; init; } = "";

    /// <summary>How the figures of so many rounds were taken.</summary>
    public Func<int, string> Said { get; init; } = _ => "";

    /// <summary>On what they were taken, besides the machine.</summary>
    public IReadOnlyList<(string What, string Is)> On { get; init; } = [];

    /// <summary>The command that writes it.</summary>
    public string Command => $"dotnet run -c Release --project tests/Funding.Benchmarks{Properties} -- {Options}";
}
