using Npgsql;

namespace Funding.Engine.Sequencing;

/// <summary>Hears on one connection that another host's sequencer numbered events. It only wakes: polling delivers.</summary>
internal sealed class LedgerListener(NpgsqlDataSource source, Wakers wakers, ILogger<LedgerListener> log) : BackgroundService
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, _) => wakers.Sequenced();
                await using (var listen = new NpgsqlCommand("listen funding_ledger", connection)) await listen.ExecuteNonQueryAsync(stoppingToken);
                try
                {
                    // A connection that the network lost in silence is noticed by asking.
                    while (true)
                        if (!await connection.WaitAsync(Silence, stoppingToken)) await AskAsync(connection, stoppingToken);
                }
                finally
                {
                    NpgsqlConnection.ClearPool(connection);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogDebug(failure, "Listening for the ledger failed; polling goes on meanwhile");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task AskAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync(cancellation);
    }
}
