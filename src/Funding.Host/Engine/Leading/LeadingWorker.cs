using System.Diagnostics;
using Npgsql;

namespace Funding.Host.Engine.Leading;

/// <summary>
/// A worker that one host at a time runs. It outlives failures of the database: it says so, waits, and goes on. The lease is renewed
/// beside the work, however long that takes, but not for ever: work that hangs would keep every other host from it.
/// </summary>
internal abstract class LeadingWorker(NpgsqlDataSource source, string name, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(2);

    private long begun;

    /// <summary>The lease that this host works under.</summary>
    protected Lease Lease { get; } = new(source, name, Guid.CreateVersion7());

    /// <summary>Does what there is to do; true when there may be more at once. Cancelled when another host leads.</summary>
    protected abstract Task<bool> WorkAsync(CancellationToken cancellation);

    /// <summary>Waits for more work.</summary>
    protected abstract Task WaitAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Lease.TakeAsync(stoppingToken)) await LeadAsync(stoppingToken);
                else await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The host stops, or another one leads: the loop looks which.
            }
            catch (PostgresException lost) when (lost.SqlState == "F0002")
            {
                log.LogWarning("Worker {Worker} lost its lease to another host", name);
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Worker {Worker} failed; it goes on after a pause", name);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await ReleaseQuietlyAsync();
    }

    /// <summary>Works until the lease is lost, the host stops or something fails.</summary>
    private async Task LeadAsync(CancellationToken stopping)
    {
        using var term = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Volatile.Write(ref begun, Stopwatch.GetTimestamp());
        var renewing = KeepAsync(term);
        try
        {
            while (true)
            {
                Volatile.Write(ref begun, Stopwatch.GetTimestamp());
                if (!await WorkAsync(term.Token)) await WaitAsync(term.Token);
                term.Token.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await term.CancelAsync();
            await renewing;
        }
    }

    /// <summary>Renews the lease until the term is over, or ends the term when that cannot be done.</summary>
    private async Task KeepAsync(CancellationTokenSource term)
    {
        try
        {
            do await Task.Delay(Renewal, term.Token);
            while (Stopwatch.GetElapsedTime(Volatile.Read(ref begun)) < LongestWork && await Lease.RenewAsync(term.Token));
            log.LogWarning("Worker {Worker} lost its lease to another host, or took too long", name);
        }
        catch (OperationCanceledException) when (term.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Worker {Worker} could not renew its lease", name);
        }

        await term.CancelAsync();
    }

    private async Task ReleaseQuietlyAsync()
    {
        try
        {
            await Lease.ReleaseAsync();
        }
        catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException or OperationCanceledException)
        {
            log.LogDebug(failure, "Worker {Worker} could not release its lease; it runs out by itself", name);
        }
    }
}
