using Funding.Domain.Envelopes;
using Microsoft.Extensions.Caching.Memory;

namespace Funding.Host.Engine.Performing;

/// <summary>
/// How streams lately stood, so that an act reads what came since instead of the whole history. Events never change: a state folded
/// up to a version stays right, and whoever uses it reads on from there. It is forgotten within a minute, for it holds opened texts
/// that may be erased meanwhile.
/// </summary>
internal sealed class RecentStandings : IDisposable
{
    /// <summary>Counted in events, of which a dossier's state keeps about as much as they say. An envelope's keeps a handful of sums.</summary>
    private const long MostEvents = 50_000;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostEvents });

    public Standing<TState>? Find<TState>(string stream) => (cache.Get(stream) as Known<TState>)?.Standing;

    /// <summary>Remembers a standing whose every event is committed; its life began when its first version was remembered.</summary>
    public void Keep<TState>(Standing<TState> standing)
    {
        if (standing.Version == 0) return;
        var until = (cache.Get(standing.Stream) as Known<TState>)?.Until ?? DateTimeOffset.UtcNow + Life;
        cache.Set(standing.Stream, new Known<TState>(standing, until), new MemoryCacheEntryOptions { AbsoluteExpiration = until, Size = standing.State is FirEnvelope ? 1 : standing.Version });
    }

    public void Dispose() => cache.Dispose();

    private sealed record Known<TState>(Standing<TState> Standing, DateTimeOffset Until);
}
