using System.Collections.Concurrent;
using System.Diagnostics;

namespace Funding.Drills.Load;

/// <summary>How long nobody was served: from each breakage to the first acknowledgement of an act that was asked for after it.</summary>
internal sealed class Pulse
{
    private readonly ConcurrentBag<double> seconds = [];
    private long broken;

    public IReadOnlyList<double> Seconds => [.. seconds.Order()];

    /// <summary>Something was broken just now.</summary>
    public void Broke() => Volatile.Write(ref broken, Stopwatch.GetTimestamp());

    /// <summary>An act asked for at a timestamp was acknowledged just now.</summary>
    public void Acknowledged(long asked)
    {
        var at = Volatile.Read(ref broken);
        if (at > 0 && asked > at && Interlocked.CompareExchange(ref broken, 0, at) == at) seconds.Add(Stopwatch.GetElapsedTime(at).TotalSeconds);
    }
}
