using Funding.Engine.Acting;

namespace Funding.Engine.Performing;

/// <summary>
/// Lanes side by side, so that one group is judged while another is stored. The acts of a region take the same one: they draw on the
/// same envelopes, and would wait for each other there.
/// </summary>
internal sealed class Lanes
{
    private const int Count = 2;

    /// <summary>Longer than anybody who is well holds an envelope.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Lane[] lanes;

    public Lanes(Group group)
    {
        var outside = new Lane(group, patience: null, outside: null);
        lanes = Enumerable.Range(0, Count).Select(_ => new Lane(group, Patience, outside)).ToArray();
    }

    /// <summary>The outcome of an act; null when somebody else wrote first and it is to be judged again.</summary>
    public Task<ActOutcome?> PerformAsync(PendingAct act)
    {
        lanes[OfRegion(act.Region)].Add(act);
        return act.Outcome;
    }

    /// <summary>Odd codes one way, even ones the other: that parts the large regions about evenly.</summary>
    private static int OfRegion(string? region) => string.IsNullOrEmpty(region) ? 0 : region[^1] % Count;
}
