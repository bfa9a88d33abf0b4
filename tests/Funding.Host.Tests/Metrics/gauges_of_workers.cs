using System.Diagnostics.Metrics;
using Funding.Engine.Reading;
using Funding.Host.Metrics;
using Funding.Host.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Funding.Host.Tests.Metrics;

public sealed class gauges_of_workers : IDisposable
{
    private static readonly WorkProgress Progress = new([
        new("sequencer", 3, 1.5, 0, new(Guid.NewGuid(), DateTimeOffset.UnixEpoch, 4.25)), new("views", 0, null, 2, null)]);

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTime time = new();
    private readonly Tables tables = new();
    private readonly Measured measured;
    private readonly ProgressMeter meter;

    public gauges_of_workers()
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        measured = new Measured(factory);
        meter = new ProgressMeter(tables, factory, time, new FundingSettings(), NullLogger<ProgressMeter>.Instance);
    }

    [Fact]
    public async Task they_tell_what_the_tables_told()
    {
        tables.Answer = () => Progress;
        await meter.RefreshAsync(CancellationToken.None);

        measured.Take().ShouldBe([
            "funding.worker.waiting sequencer 3", "funding.worker.waiting views 0", "funding.worker.oldest sequencer 1.5", "funding.worker.oldest views 0",
            "funding.worker.skipped sequencer 0", "funding.worker.skipped views 2", "funding.worker.led sequencer 1", "funding.worker.led views 0",
            "funding.worker.lease sequencer 4.25", "funding.worker.lease views 0",
            "funding.alarm unprojected 0", "funding.alarm unsealed 0", "funding.alarm unsent 0", "funding.alarm dead-letters 0"], ignoreOrder: true);
        measured.Tags.ShouldBe(["worker=sequencer", "worker=views", "alarm=unprojected", "alarm=unsealed", "alarm=unsent", "alarm=dead-letters"], ignoreOrder: true);
    }

    [Fact]
    public async Task an_alarm_is_told_when_its_threshold_is_passed()
    {
        tables.Answer = () => new WorkProgress([new("sequencer", 1, 61, 0, null), new("deliveries", 0, null, 1, null)]);
        await meter.RefreshAsync(CancellationToken.None);

        measured.Take().Where(told => told.StartsWith("funding.alarm", StringComparison.Ordinal)).ShouldBe(["funding.alarm unprojected 1", "funding.alarm unsealed 0", "funding.alarm unsent 0", "funding.alarm dead-letters 1"]);
    }

    [Fact]
    public void before_the_first_reading_they_tell_nothing() => measured.Take().ShouldBeEmpty();

    [Fact]
    public async Task what_was_read_too_long_ago_is_not_told()
    {
        tables.Answer = () => Progress;
        await meter.RefreshAsync(CancellationToken.None);
        tables.Answer = () => throw new NpgsqlException("The server does not answer.");
        time.Now += TimeSpan.FromSeconds(30);
        await meter.RefreshAsync(CancellationToken.None);
        measured.Take().Length.ShouldBe(14);

        time.Now += TimeSpan.FromSeconds(1);
        measured.Take().ShouldBeEmpty();

        tables.Answer = () => Progress;
        await meter.RefreshAsync(CancellationToken.None);
        measured.Take().Length.ShouldBe(14);
    }

    [Fact]
    public async Task a_gauge_does_not_wait_for_the_database()
    {
        var reading = new TaskCompletionSource<WorkProgress>();
        tables.Reading = reading.Task;
        var refreshing = meter.RefreshAsync(CancellationToken.None);

        measured.Take().ShouldBeEmpty();
        reading.SetResult(Progress);
        await refreshing;
        measured.Take().Length.ShouldBe(14);
    }

    public void Dispose()
    {
        meter.Dispose();
        measured.Dispose();
        services.Dispose();
    }

    private sealed class Tables : IProgressReader
    {
        public Func<WorkProgress>? Answer { get; set; }

        public Task<WorkProgress>? Reading { get; set; }

        public Task<WorkProgress> ReadAsync(CancellationToken cancellation) => Reading ?? Task.FromResult(Answer!());
    }

    private sealed class ManualTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
