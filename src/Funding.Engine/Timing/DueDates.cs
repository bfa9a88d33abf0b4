using System.Diagnostics;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Timing;

/// <summary>Watches the due dates' worker, wherever it runs.</summary>
internal sealed class DueDates(NpgsqlDataSource source, DomainClock clock, Wakers wakers) : IDueDates
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (await AnyAsync(cancellation) && Stopwatch.GetElapsedTime(start) < Patience)
        {
            wakers.ClockMoved();
            await Task.Delay(20, cancellation);
        }
    }

    private async Task<bool> AnyAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select exists (select from funding.dossiers where next_due_at <= $1)");
        command.Parameters.Add(new() { Value = (await clock.NowAsync(cancellation)).UtcDateTime });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
