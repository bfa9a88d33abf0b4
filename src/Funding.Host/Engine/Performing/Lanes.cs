using Funding.Host.Acting;

namespace Funding.Host.Engine.Performing;

/// <summary>Lanes side by side, so that one group is judged while another is stored. All acts on one stream take the same one, and never race each other.</summary>
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
        lanes[(int)((uint)act.Stream.GetHashCode(StringComparison.Ordinal) % (uint)lanes.Length)].Add(act);
        return act.Outcome;
    }
}
