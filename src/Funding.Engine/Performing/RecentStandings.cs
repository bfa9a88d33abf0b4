namespace Funding.Engine.Performing;

/// <summary>
/// How streams lately stood, so that an act need not read their history. Events never change: a state folded up to a version stays
/// right, and whoever uses it reads on from there, or has its version compared. It is forgotten within a minute, for it holds opened
/// texts that may be erased meanwhile; the longest remembered go first when there are too many.
/// </summary>
internal sealed class RecentStandings(TimeProvider time)
{
    /// <summary>Counted in events, of which a dossier's state keeps half a kilobyte each: some fifty megabytes.</summary>
    private const long MostEvents = 100_000;

    /// <summary>What a state weighs besides its events, in events. An envelope's keeps a handful of sums whatever its length.</summary>
    private const long OwnWeight = 2;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new(); // by the end of life: the life of each begins when it is first remembered
    private long events;

    public Standing<TState>? Find<TState>(string stream)
    {
        lock (order) return known.TryGetValue(stream, out var it) && IsAlive(it) ? it.Standing as Standing<TState> : null;
    }

    /// <summary>Remembers a standing whose every event is committed.</summary>
    public void Keep<TState>(Standing<TState> standing)
    {
        if (standing.Version == 0) return;
        var size = OwnWeight + (standing.State is Domain.Envelopes.FirEnvelope ? 0 : standing.Version);
        lock (order)
        {
            Forget(size - (known.GetValueOrDefault(standing.Stream)?.Size ?? 0));
            if (known.TryGetValue(standing.Stream, out var before)) events -= before.Size;
            else order.Enqueue(standing.Stream);
            known[standing.Stream] = new(standing, size, before?.Since ?? time.GetTimestamp());
            events += size;
        }
    }

    /// <summary>Forgets those whose life is over, and as many as so much more needs room.</summary>
    private void Forget(long more)
    {
        while (order.TryPeek(out var oldest) && (!IsAlive(known[oldest]) || events + more > MostEvents))
        {
            order.Dequeue();
            if (known.Remove(oldest, out var it)) events -= it.Size;
        }
    }

    private bool IsAlive(Known it) => time.GetElapsedTime(it.Since) < Life;

    private sealed record Known(object Standing, long Size, long Since);
}
