using Npgsql;

namespace Funding.Engine.Clocks;

/// <summary>The simulated clock: one row that every host on the database reads. It stands still between moves and never goes back.</summary>
public sealed class SimulatedClock : DomainClock, ISimulatedClock
{
    private readonly NpgsqlDataSource source;
    private long ticks;

    private SimulatedClock(NpgsqlDataSource source) => this.source = source;

    /// <summary>The simulated instant as this host last saw it (UTC).</summary>
    public DateTimeOffset Now => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Starts at an instant, or where the database's simulated clock already is when that is later.</summary>
    public static async Task<SimulatedClock> StartAsync(NpgsqlDataSource source, DateTimeOffset instant, CancellationToken cancellation)
    {
        var clock = new SimulatedClock(source);
        await clock.MoveToAsync(instant, cancellation);
        await clock.NowAsync(cancellation);
        return clock;
    }

    /// <summary>Whether the database lives on a simulated clock.</summary>
    public static async Task<bool> IsUsedAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select exists (select from funding.simulated_clock)");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <inheritdoc/>
    public override async ValueTask<DateTimeOffset> NowAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select now from funding.simulated_clock");
        return Set((DateTime)(await command.ExecuteScalarAsync(cancellation))!);
    }

    /// <inheritdoc/>
    public async Task<bool> MoveToAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "insert into funding.simulated_clock as c (now) values ($1) on conflict (single) do update set now = excluded.now where c.now <= excluded.now returning now");
        command.Parameters.Add(new() { Value = ToMicroseconds(instant).UtcDateTime });
        if (await command.ExecuteScalarAsync(cancellation) is not DateTime now) return false;
        Set(now);
        return true;
    }

    /// <summary>A slower reader must not put the clock back.</summary>
    private DateTimeOffset Set(DateTime now)
    {
        for (var seen = Interlocked.Read(ref ticks); seen < now.Ticks; seen = Interlocked.Read(ref ticks))
            if (Interlocked.CompareExchange(ref ticks, now.Ticks, seen) == seen) break;
        return new DateTimeOffset(now, TimeSpan.Zero);
    }
}
