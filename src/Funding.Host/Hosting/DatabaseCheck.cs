using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Funding.Host.Hosting;

/// <summary>
/// Ready when the database answers, in seconds, with the run-time role's rights. It asks on a connection of its own: a host whose
/// connections are all at work is busy, not unready. A connection that broke is replaced before the database is said not to answer.
/// </summary>
internal sealed class DatabaseCheck(NpgsqlDataSource source) : IHealthCheck, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1);
    private NpgsqlConnection? connection;
    private (long At, HealthCheckResult Result)? last;

    /// <summary>The answer, at most a second old: probes that come together share one.</summary>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (last is not { } fresh || Stopwatch.GetElapsedTime(fresh.At) > Freshness) last = (Stopwatch.GetTimestamp(), await AskAsync());
            return last.Value.Result;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        turn.Dispose();
    }

    private async Task<HealthCheckResult> AskAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var wasOpen = connection is not null;
        try
        {
            try
            {
                await AskOnceAsync(limit.Token);
            }
            catch (NpgsqlException) when (wasOpen && !limit.IsCancellationRequested)
            {
                await AskOnceAsync(limit.Token);
            }

            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", failure);
        }
    }

    private async Task AskOnceAsync(CancellationToken cancellation)
    {
        try
        {
            connection ??= await source.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand("select 1 from funding.ledger_state", connection);
            await command.ExecuteScalarAsync(cancellation);
        }
        catch
        {
            if (connection is { } broken)
            {
                connection = null;
                await broken.DisposeAsync();
            }

            throw;
        }
    }
}
