using System.Diagnostics;
using Npgsql;

namespace Funding.Engine.Leading;

/// <summary>
/// The time during which this host holds a lease that it has taken. The lease is renewed beside the work, however long that takes, but
/// not for ever: work that hangs would keep every other host from it.
/// </summary>
internal sealed class Term(Lease lease, ILogger log)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(2);

    private long begun;

    /// <summary>A piece of work begins: what came before it did not hang.</summary>
    public void Begin() => Volatile.Write(ref begun, Stopwatch.GetTimestamp());

    /// <summary>Works until the work ends, the lease is lost, the host stops or something fails.</summary>
    /// <param name="work">Its token is cancelled when another host may lead.</param>
    /// <param name="stopping">The host stops.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var term = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Begin();
        var renewing = KeepAsync(term);
        try
        {
            await work(term.Token);
        }
        finally
        {
            await term.CancelAsync();
            await renewing;
        }
    }

    /// <summary>Gives the lease up; one that cannot be given up runs out by itself.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            await lease.ReleaseAsync();
        }
        catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException or OperationCanceledException)
        {
            log.LogDebug(failure, "Worker {Worker} could not release its lease; it runs out by itself", lease.Name);
        }
    }

    /// <summary>Renews the lease until the term is over, or ends the term when that cannot be done.</summary>
    private async Task KeepAsync(CancellationTokenSource term)
    {
        try
        {
            do await Task.Delay(Renewal, term.Token);
            while (Stopwatch.GetElapsedTime(Volatile.Read(ref begun)) < LongestWork && await lease.RenewAsync(term.Token));
            log.LogWarning("Worker {Worker} lost its lease to another host, or took too long", lease.Name);
        }
        catch (OperationCanceledException) when (term.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Worker {Worker} could not renew its lease", lease.Name);
        }

        await term.CancelAsync();
    }
}
