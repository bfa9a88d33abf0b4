using Funding.Host.Engine;
using Funding.Host.Engine.Leading;
using Funding.Host.Engine.Projecting;
using Funding.Host.Reading;
using Npgsql;

namespace Funding.Host.Notifications.Dispatching;

/// <summary>
/// Moves what acts and the calendar left in the outbox to the notices, and makes the deliveries of each: one transaction per batch,
/// fenced by the lease. A row that the tables refuse stays behind with its reason; those after it pass.
/// </summary>
internal sealed class Dispatcher(NpgsqlDataSource source, Wakers wakers, ILogger<Dispatcher> log) : LeadingWorker(source, WorkerNames.Notices, log)
{
    private const int Batch = 500;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);

    private readonly NpgsqlDataSource source = source;
    private readonly ILogger<Dispatcher> log = log;

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        var ids = await WaitingAsync(cancellation);
        if (ids.Length == 0) return false;
        try
        {
            await MoveAsync(ids, cancellation);
        }
        catch (Exception refused) when (Refusals.AreAboutData(refused))
        {
            foreach (var id in ids) await MoveOrSetAsideAsync(id, cancellation);
        }

        return ids.Length == Batch;
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForNoticesAsync(Polling, cancellation);

    private async Task<Guid[]> WaitingAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select array(select id from funding.outbox where error is null order by recorded_at, id limit $1)");
        command.Parameters.Add(new() { Value = Batch });
        return (Guid[])(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task MoveAsync(Guid[] ids, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select funding.dispatch_notices($1, $2, $3)");
        command.Parameters.Add(new() { Value = Lease.Holder });
        command.Parameters.Add(new() { Value = Lease.Token });
        command.Parameters.Add(new() { Value = ids });
        await command.ExecuteScalarAsync(cancellation);
    }

    private async Task MoveOrSetAsideAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            await MoveAsync([id], cancellation);
        }
        catch (Exception refused) when (Refusals.AreAboutData(refused))
        {
            log.LogError(refused, "Notice {NoticeId} could not be told and is set aside", id);
            await using var batch = source.CreateBatch();
            batch.BatchCommands.Add(Lease.Fence());
            batch.BatchCommands.Add(Engine.Storage.StreamReader.Command("update funding.outbox set error = $2 where id = $1", id, refused.Message));
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }
}
