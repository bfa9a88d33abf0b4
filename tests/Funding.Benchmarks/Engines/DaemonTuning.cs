using Funding.Benchmarks.Reporting;
using Marten.Events.Projections;

namespace Funding.Benchmarks.Engines;

/// <summary>How Marten's daemon replays.</summary>
/// <param name="Batch">Events read at once.</param>
/// <param name="Cached">Documents remembered from batch to batch.</param>
/// <param name="Flush">Documents kept back until so many have changed; 0 to write them with each batch.</param>
internal sealed record DaemonTuning(int Batch, int Cached, int Flush)
{
    private const int Many = 100_000;

    /// <summary>Those that are tried: as Marten comes, and what its documentation offers for rebuilds.</summary>
    public static IReadOnlyList<DaemonTuning> All { get; } = [new(500, 0, 0), new(1_000, Many, 0), new(1_000, Many, Many), new(5_000, Many, Many), new(10_000, Many, Many)];

    /// <summary>Two of them.</summary>
    public static IReadOnlyList<DaemonTuning> Few { get; } = [All[0], All[^2]];

    public void Set(ProjectionOptions projections)
    {
        foreach (var projection in projections.All)
        {
            projection.Options.BatchSize = Batch;
            projection.Options.MaximumHopperSize = Batch * 10;
            projection.Options.CacheLimitPerTenant = Cached;
            projection.Options.RebuildFlushThreshold = Flush;
        }
    }

    public override string ToString()
        => $"batches of {Numbers.Of(Batch)}{(Cached > 0 ? ", documents remembered" : "")}{(Flush > 0 ? ", written at the end" : "")}";
}
