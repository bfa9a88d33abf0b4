using Funding.Host.Engine;
using Funding.Host.Engine.Sequencing;
using Funding.Host.Hosting;
using Npgsql;

namespace Funding.Host.Cli;

/// <summary>
/// Waits until the ledger holds all that was recorded when asked: events get their position after they are stored, from the host that serves or,
/// when none does, from here. Without it an export right after an import would be empty.
/// </summary>
internal static class WholeLedger
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="CannotRunException">A minute was not enough.</exception>
    public static async Task WaitAsync(NpgsqlDataSource source, Wakers wakers, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var recorded = await AskAsync(source, "select count(*) from funding.mt_events", cancellation);
        using var sequencer = new Sequencer(source, wakers, loggers.CreateLogger<Sequencer>());
        await sequencer.StartAsync(cancellation);
        try
        {
            for (var until = DateTime.UtcNow + Patience; await AskAsync(source, "select coalesce(max(position), 0) from funding.ledger", cancellation) < recorded;)
            {
                if (DateTime.UtcNow > until) throw new CannotRunException("Des événements récents n'ont pas encore leur place dans le registre : réessayez dans un moment.");
                await Task.Delay(50, cancellation);
            }
        }
        finally
        {
            await sequencer.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<long> AskAsync(NpgsqlDataSource source, string query, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
