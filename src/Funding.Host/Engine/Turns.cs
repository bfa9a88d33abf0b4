namespace Funding.Host.Engine;

/// <summary>Turns at one stream within this host. Streams share a turn now and then, which only makes somebody wait a little.</summary>
internal sealed class Turns : IDisposable
{
    private readonly SemaphoreSlim[] queues = Enumerable.Range(0, 251).Select(_ => new SemaphoreSlim(1)).ToArray();

    /// <summary>Waits for the turn; disposing gives it to the next.</summary>
    public async Task<IDisposable> TakeAsync(string stream, CancellationToken cancellation)
    {
        var queue = queues[(int)((uint)stream.GetHashCode(StringComparison.Ordinal) % (uint)queues.Length)];
        await queue.WaitAsync(cancellation);
        return new Turn(queue);
    }

    public void Dispose()
    {
        foreach (var queue in queues) queue.Dispose();
    }

    private sealed class Turn(SemaphoreSlim queue) : IDisposable
    {
        public void Dispose() => queue.Release();
    }
}
