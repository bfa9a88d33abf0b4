using System.Collections.Concurrent;
using Funding.Engine;
using Funding.Engine.Leading;
using Npgsql;

namespace Funding.Host.Notifications.Delivering;

/// <summary>
/// Sends what waits, beside all other hosts: each lane is one host's at a time, which holds its lease until nothing is due in it. A host
/// that stops finishes what it is sending; one that is killed leaves it to be sent again under the same id.
/// </summary>
internal sealed class LanesWorker(NpgsqlDataSource source, DeliveryTable table, Channels channels, RetryPolicy policy, ILogger<LanesWorker> log) : BackgroundService
{
    private const int MostLanes = 16;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly Guid holder = Guid.CreateVersion7();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var farewell = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => farewell.CancelAfter(Farewell));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await BeginAsync(stoppingToken, farewell.Token);
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
            catch (Exception failure)
            {
                log.LogError(failure, "The lanes with something due could not be read; it is tried again");
            }

            await Task.Delay(Polling, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running.Values);
    }

    /// <summary>Begins the lanes that have something due, in no particular order: when there are too many, each has its chance.</summary>
    private async Task BeginAsync(CancellationToken stopping, CancellationToken farewell)
    {
        if (channels.Names.Length == 0) return;
        var due = await table.DueLanesAsync(channels.Names, stopping);
        Random.Shared.Shuffle(due);
        foreach (var lane in due.Where(lane => !running.ContainsKey(lane)).Take(Math.Max(0, MostLanes - running.Count))) running[lane] = RunAsync(lane, stopping, farewell);
    }

    /// <summary>A lane from lease to release; a lane that fails is begun again when it is next looked for.</summary>
    private async Task RunAsync(string lane, CancellationToken stopping, CancellationToken farewell)
    {
        await Task.Yield();
        var lease = new Lease(source, $"lane:{lane}", holder);
        var term = new Term(lease, log);
        try
        {
            if (!await lease.TakeAsync(stopping)) return;
            var run = new LaneRun(lane, lease, term, table, channels, policy, Random.Shared.NextDouble, log);
            await term.RunAsync(cancellation => run.RunAsync(stopping, cancellation), farewell);
        }
        catch (OperationCanceledException)
        {
            // The host stops, or another one has the lane.
        }
        catch (PostgresException lost) when (lost.SqlState == EngineCodes.Replaced)
        {
            log.LogWarning("Lane {Lane} went to another host", lane);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Lane {Lane} failed; it is begun again", lane);
        }
        finally
        {
            await term.ReleaseAsync();
            running.TryRemove(lane, out _);
        }
    }
}
