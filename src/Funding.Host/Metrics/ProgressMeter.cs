using System.Diagnostics.Metrics;
using Funding.Engine.Metrics;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Host.Metrics;

/// <summary>
/// Gauges of the workers, as the tables tell them: every host tells the same. A gauge is asked at any time and never waits for the
/// database: what it tells was read shortly before, and when that was not so lately it tells nothing rather than the past.
/// </summary>
internal sealed class ProgressMeter : BackgroundService
{
    private const int PeriodsUntilStale = 3;

    private readonly IProgressReader reader;
    private readonly TimeProvider time;
    private readonly TimeSpan period;
    private readonly ILogger<ProgressMeter> log;
    private volatile Reading? last;

    public ProgressMeter(IProgressReader reader, IMeterFactory meters, TimeProvider time, Settings.FundingSettings settings, ILogger<ProgressMeter> log)
    {
        (this.reader, this.time, this.log) = (reader, time, log);
        period = TimeSpan.FromSeconds(Math.Clamp(settings.Metrics.Seconds, 1, 3600));
        var meter = meters.Create(FundingMeter.Name);
        meter.CreateObservableGauge("funding.worker.waiting", () => Tell(it => it.Waiting), "{item}", "What waits for the worker: events without a position, events not in the views, dossiers overdue, what is to be told, reminded of or sent.");
        meter.CreateObservableGauge("funding.worker.oldest", () => Tell(it => it.OldestSeconds ?? 0), "s", "Age of what has waited longest; 0 when nothing waits.");
        meter.CreateObservableGauge("funding.worker.skipped", () => Tell(it => it.Skipped), "{item}", "What the worker could not do: events that no view holds, notices set aside, dead letters.");
        meter.CreateObservableGauge("funding.worker.led", () => Tell(it => it.Led ? 1 : 0), "1", "1 when a host leads the worker, 0 when nobody does.");
        var thresholds = settings.Alarms;
        meter.CreateObservableGauge("funding.alarm", () => Tell(progress => Alarm.Of(progress, thresholds), alarm => alarm.IsRaised ? 1 : 0, "alarm", alarm => alarm.Name), "1", "1 when what waits or was given up is beyond the threshold that the settings say.");
        meter.CreateObservableGauge("funding.worker.lease", () => Tell(it => it.Lease?.SecondsLeft ?? 0), "s", "Until the leader's lease runs out, when the tables were read.");
    }

    /// <summary>Reads once. A database that does not answer leaves the last reading to grow stale.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        try
        {
            last = new Reading(await reader.ReadAsync(cancellation), time.GetTimestamp());
        }
        catch (NpgsqlException failure)
        {
            log.LogDebug(failure, "The progress of the workers could not be read");
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        do await RefreshAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private IEnumerable<Measurement<T>> Tell<T>(Func<WorkerProgress, T> value) where T : struct => Tell(progress => progress.Workers, value, "worker", worker => worker.Name);

    private IEnumerable<Measurement<TValue>> Tell<T, TValue>(Func<WorkProgress, IEnumerable<T>> of, Func<T, TValue> value, string tag, Func<T, string> name) where TValue : struct
        => last is { } read && time.GetElapsedTime(read.At) <= period * PeriodsUntilStale
            ? of(read.Progress).Select(it => new Measurement<TValue>(value(it), new KeyValuePair<string, object?>(tag, name(it))))
            : [];

    private sealed record Reading(WorkProgress Progress, long At);
}
