using Npgsql;

namespace Funding.Engine.Leading;

/// <summary>A worker that one host at a time runs. It outlives failures of the database: it says so, waits, and goes on.</summary>
internal abstract class LeadingWorker(NpgsqlDataSource source, string name, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The lease that this host works under.</summary>
    protected Lease Lease { get; } = new(source, name, Guid.CreateVersion7());

    /// <summary>Does what there is to do; true when there may be more at once. Cancelled when another host leads.</summary>
    protected abstract Task<bool> WorkAsync(CancellationToken cancellation);

    /// <summary>Waits for more work.</summary>
    protected abstract Task WaitAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var term = new Term(Lease, log);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Lease.TakeAsync(stoppingToken)) await term.RunAsync(cancellation => LeadAsync(term, cancellation), stoppingToken);
                else await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The host stops, or another one leads: the loop looks which.
            }
            catch (PostgresException lost) when (lost.SqlState == EngineCodes.Replaced)
            {
                log.LogWarning("Worker {Worker} lost its lease to another host", name);
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Worker {Worker} failed; it goes on after a pause", name);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await term.ReleaseAsync();
    }

    private async Task LeadAsync(Term term, CancellationToken cancellation)
    {
        while (true)
        {
            term.Begin();
            if (!await WorkAsync(cancellation)) await WaitAsync(cancellation);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
