using System.Diagnostics;
using Npgsql;

namespace Funding.Engine.Clocks;

/// <summary>PostgreSQL's clock: read now and then, and carried on in between by this host's monotonic one.</summary>
public sealed class PostgresClock(NpgsqlDataSource source) : DomainClock
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);
    private volatile Reading? last;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => (last ?? ReadAsync(default).AsTask().GetAwaiter().GetResult()).Now;

    /// <inheritdoc/>
    public override async ValueTask<DateTimeOffset> NowAsync(CancellationToken cancellation)
        => (last is { } fresh && fresh.Age < Freshness ? fresh : await ReadAsync(cancellation)).Now;

    private async ValueTask<Reading> ReadAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select clock_timestamp()");
        var asked = Stopwatch.GetTimestamp();
        var answer = (DateTime)(await command.ExecuteScalarAsync(cancellation))!;
        var reading = new Reading(new DateTimeOffset(answer, TimeSpan.Zero) + (Stopwatch.GetElapsedTime(asked) / 2), Stopwatch.GetTimestamp());
        last = reading;
        return reading;
    }

    private sealed record Reading(DateTimeOffset At, long Timestamp)
    {
        public TimeSpan Age => Stopwatch.GetElapsedTime(Timestamp);

        public DateTimeOffset Now => ToMicroseconds(At + Age);
    }
}
