using System.Diagnostics;
using Npgsql;

namespace Funding.Host.Engine.Leading;

/// <summary>A worker that one host at a time runs. It outlives failures of the database: it says so, waits, and goes on.</summary>
internal abstract class LeadingWorker(NpgsqlDataSource source, string name, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The lease that this host works under.</summary>
    protected Lease Lease { get; } = new(source, name, Guid.CreateVersion7());

    /// <summary>Does what there is to do; true when there may be more at once.</summary>
    protected abstract Task<bool> WorkAsync(CancellationToken cancellation);

    /// <summary>Waits for more work.</summary>
    protected abstract Task WaitAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? taken = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (taken is null || Stopwatch.GetElapsedTime(taken.Value) > Renewal)
                    taken = await Lease.TakeAsync(stoppingToken) ? Stopwatch.GetTimestamp() : null;
                if (taken is null) await Task.Delay(Pause, stoppingToken);
                else if (!await WorkAsync(stoppingToken)) await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (PostgresException lost) when (lost.SqlState == "F0002")
            {
                log.LogWarning("Worker {Worker} lost its lease to another host", name);
                taken = null;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Worker {Worker} failed; it goes on after a pause", name);
                taken = null;
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await ReleaseQuietlyAsync();
    }

    private async Task ReleaseQuietlyAsync()
    {
        try
        {
            await Lease.ReleaseAsync();
        }
        catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException)
        {
            log.LogDebug(failure, "Worker {Worker} could not release its lease; it runs out by itself", name);
        }
    }
}
