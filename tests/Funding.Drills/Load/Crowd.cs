namespace Funding.Drills.Load;

/// <summary>Callers who act without a rest until they are told to stop; then each sees its last act to its end.</summary>
internal sealed class Crowd
{
    private readonly Task working;
    private volatile bool isStopping;

    /// <param name="callers">How many.</param>
    /// <param name="seed">Of their dice.</param>
    /// <param name="story">What a caller with these dice does.</param>
    /// <param name="cancellation">Gives everything up.</param>
    public Crowd(int callers, int seed, Func<Random, Story> story, CancellationToken cancellation)
        => working = Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => WorkAsync(new Random(HashCode.Of(seed, caller)), story, cancellation), cancellation)));

    public async Task StopAsync()
    {
        isStopping = true;
        await working;
    }

    private async Task WorkAsync(Random dice, Func<Random, Story> story, CancellationToken cancellation)
    {
        while (!isStopping && !cancellation.IsCancellationRequested) await story(dice).TellAsync(() => isStopping);
    }

    /// <summary>One number from two, the same in every run: <see cref="System.HashCode"/> is salted.</summary>
    private static class HashCode
    {
        public static int Of(int seed, int caller) => unchecked((seed * 486_187_739) + (caller * 1_000_003) + 17);
    }
}
