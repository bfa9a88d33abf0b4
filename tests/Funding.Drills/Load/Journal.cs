namespace Funding.Drills.Load;

/// <summary>What was asked for and what came of it, in memory: the side of the callers, which the database is compared with.</summary>
internal sealed class Journal
{
    private readonly List<Act> acts = [];

    /// <summary>All acts so far.</summary>
    public IReadOnlyList<Act> Acts
    {
        get
        {
            lock (acts) return [.. acts];
        }
    }

    public void Add(Act act)
    {
        lock (acts) acts.Add(act);
    }

    /// <summary>The same with acts more; this one stays as it is.</summary>
    public Journal With(params IEnumerable<Act> more)
    {
        var copy = new Journal();
        copy.acts.AddRange([.. Acts, .. more]);
        return copy;
    }

    /// <summary>The same with one act taken for another, for controls.</summary>
    public Journal With(Act act, Act instead)
    {
        var copy = new Journal();
        copy.acts.AddRange(Acts.Select(it => ReferenceEquals(it, act) ? instead : it));
        return copy;
    }
}
