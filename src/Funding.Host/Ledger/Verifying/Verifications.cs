using Funding.Engine.Reading;

namespace Funding.Host.Ledger.Verifying;

/// <summary>
/// Verifications of the whole log that run beside the requests that ask for them, one at a time. The last one is remembered as long as
/// the host runs: what it found is true of the log as it was then.
/// </summary>
internal sealed class Verifications(DatabaseVerifier verifier, IProofs proofs, IHostApplicationLifetime lifetime, ILogger<Verifications> log)
{
    private readonly Lock starting = new();

    /// <summary>The one that runs, or the last that did; null before the first.</summary>
    public Verification? Last { get; private set; }

    /// <summary>Begins one, unless one is running: that one is then waited for like one of one's own.</summary>
    public async Task<Verification> StartAsync(CancellationToken cancellation)
    {
        var size = (await proofs.HeadAsync(cancellation))?.Size ?? 0;
        lock (starting)
        {
            if (Last is { IsRunning: true } running) return running;
            var begun = Last = new Verification(DateTimeOffset.UtcNow, size);
            begun.Ended = Task.Run(() => RunAsync(begun), CancellationToken.None);
            return begun;
        }
    }

    private async Task RunAsync(Verification verification)
    {
        try
        {
            verification.End(await verifier.RunAsync(verification, lifetime.ApplicationStopping));
        }
        catch (Exception failure)
        {
            if (!lifetime.ApplicationStopping.IsCancellationRequested) log.LogError(failure, "The log could not be verified");
            verification.Fail();
        }
    }
}

/// <summary>A verification of the whole log.</summary>
/// <param name="startedAt">When it began (UTC, the real clock).</param>
/// <param name="size">How many events were signed then: what its progress is told of.</param>
internal sealed class Verification(DateTimeOffset startedAt, long size) : IProgress<int>
{
    private int read;

    /// <summary>When it began (UTC, the real clock).</summary>
    public DateTimeOffset StartedAt => startedAt;

    /// <summary>How many events there were to read.</summary>
    public long Size => Math.Max(size, read);

    /// <summary>How many were read.</summary>
    public int Read => read;

    /// <summary>What was found; null until it ends.</summary>
    public Verdict? Verdict { get; private set; }

    /// <summary>Whether it came to no end: the database could not be read.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether it is under way.</summary>
    public bool IsRunning => Verdict is null && !HasFailed;

    /// <summary>Done when it ends, whatever was found.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public void Report(int value) => Volatile.Write(ref read, value);

    /// <summary>Tells what was found.</summary>
    public void End(Verdict verdict) => Verdict = verdict;

    /// <summary>Tells that nothing could be found out.</summary>
    public void Fail() => HasFailed = true;
}
