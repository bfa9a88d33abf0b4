using Funding.Host.Clocks;
using Funding.Host.Engine.Leading;
using Npgsql;

namespace Funding.Host.Engine.Timing;

/// <summary>
/// Records what falls due by itself. The date is in the dossier view, derived from the log; what happens is decided by the dossier
/// when its hour comes, so nothing is ever cancelled, and nothing is missed while no host runs.
/// </summary>
internal sealed class DueWorker(NpgsqlDataSource source, DomainClock clock, IServiceScopeFactory scopes, Wakers wakers, ILogger<DueWorker> log)
    : LeadingWorker(source, "due-dates", log)
{
    private const int Batch = 200;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);

    private readonly NpgsqlDataSource source = source;
    private readonly ILogger<DueWorker> log = log;

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        var due = await DueAsync(await clock.NowAsync(cancellation), cancellation);
        var recorded = 0;
        foreach (var id in due)
        {
            if (await RecordAsync(id, cancellation)) recorded++;
        }

        return recorded == Batch;
    }

    /// <summary>One dossier that fails keeps none of the others waiting.</summary>
    private async Task<bool> RecordAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<Acts>().RecordDueAsync(id, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "What is due on CPTS {CptsId} could not be recorded; it is tried again", id);
            return false;
        }
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForDueAsync(Polling, cancellation);

    private async Task<List<Guid>> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select id from funding.dossiers where next_due_at <= $1 order by next_due_at, id limit $2");
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = Batch });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellation)) ids.Add(reader.GetGuid(0));
        return ids;
    }
}
