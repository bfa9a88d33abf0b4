namespace Funding.Benchmarks.Engines;

/// <summary>What each line contains.</summary>
internal static class EnginesText
{
    public static string Of(int rounds) => $"""
        Each figure is the median of {rounds} rounds, with the least and the most. In each round all that is compared ran one after the other in one process on one durable server (fsync and synchronous_commit on, which the program checks),
        through the same Npgsql options, in an order that changes from round to round, after a warm-up and a checkpoint each. The ratio is that of the medians.
        """;
}
