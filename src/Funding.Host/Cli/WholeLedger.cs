using Funding.Engine;
using Funding.Engine.Answering;
using Funding.Engine.Sequencing;
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
        var last = (await LedgerReach.ReadAsync(source, null, cancellation)).Last;
        using var sequencer = new Sequencer(source, wakers, loggers.CreateLogger<Sequencer>());
        await sequencer.StartAsync(cancellation);
        try
        {
            for (var until = DateTime.UtcNow + Patience; !(await LedgerReach.ReadAsync(source, last, cancellation)).Covers(last);)
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
}
