using Funding.Engine;
using Funding.Engine.Leading;
using Funding.Engine.Projecting;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Host.Notifications.Dispatching;

/// <summary>
/// Moves what acts and the calendar left in the outbox to the notices, and makes the deliveries of each: one transaction per batch,
/// fenced by the lease. A row that the tables refuse is tried again a few times, longer apart, and then stays behind with its reason;
/// those after it pass meanwhile.
/// </summary>
internal sealed class Dispatcher(NpgsqlDataSource source, Wakers wakers, ILogger<Dispatcher> log) : LeadingWorker(source, WorkerNames.Notices, log)
{
    private const int Batch = 500;
    private const int Tries = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any wait: a row put off for longer was so before the server's clock was set back.</summary>
    private static readonly TimeSpan MostWait = FirstWait * (1 << Tries);

    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);

    private readonly NpgsqlDataSource source = source;
    private readonly ILogger<Dispatcher> log = log;

    private const string PutOff =
        """
        update funding.outbox set attempts = attempts + 1,
          next_at = case when attempts + 1 < $3 then clock_timestamp() + $4 * power(2, attempts) end, error = case when attempts + 1 >= $3 then $2 end
        where id = $1
        """;

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
            foreach (var id in ids) await MoveOrPutOffAsync(id, cancellation);
        }

        return ids.Length == Batch;
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForNoticesAsync(Polling, cancellation);

    private async Task<Guid[]> WaitingAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select array(select id from funding.outbox where error is null and not coalesce(next_at between now() and now() + $2, false) order by recorded_at, id limit $1)");
        command.Parameters.Add(new() { Value = Batch });
        command.Parameters.Add(new() { Value = MostWait });
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

    private async Task MoveOrPutOffAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            await MoveAsync([id], cancellation);
        }
        catch (Exception refused) when (Refusals.AreAboutData(refused))
        {
            log.LogError(refused, "Notice {NoticeId} could not be told; it is tried again a few times, and then set aside", id);
            await using var batch = source.CreateBatch();
            batch.BatchCommands.Add(Lease.Fence());
            batch.BatchCommands.Add(Engine.Storage.StreamReader.Command(PutOff, id, refused.Message, Tries, FirstWait));
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }
}
