using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Leading;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Timing;

/// <summary>
/// Records what falls due by itself. The date is in the dossier view, derived from the log; what happens is decided by the dossier
/// when its hour comes, so nothing is ever cancelled, and nothing is missed while no host runs.
/// </summary>
internal sealed class DueWorker(NpgsqlDataSource source, DomainClock clock, IServiceScopeFactory scopes, Wakers wakers, ILogger<DueWorker> log)
    : LeadingWorker(source, WorkerNames.DueDates, log)
{
    private const int Batch = 200;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);

    private readonly NpgsqlDataSource source = source;
    private readonly ILogger<DueWorker> log = log;
    private (DateTime At, Guid Id) last = (DateTime.MinValue, default);

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        // Page by page from where the last one ended, then from the start: dossiers that fail again and again starve nobody.
        var due = await DueAsync(await clock.NowAsync(cancellation), cancellation);
        foreach (var (_, id) in due) await RecordAsync(id, cancellation);
        last = due.Count == Batch ? due[^1] : (DateTime.MinValue, default);
        return due.Count == Batch;
    }

    /// <summary>One dossier that fails keeps none of the others waiting.</summary>
    private async Task RecordAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IEngineActs>().RecordDueAsync(id, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(failure, "What is due on CPTS {CptsId} could not be recorded; it is tried again", id);
        }
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForDueAsync(Polling, cancellation);

    private async Task<List<(DateTime At, Guid Id)>> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select next_due_at, id from funding.dossiers where next_due_at <= $1 and (next_due_at, id) > ($2, $3) order by next_due_at, id limit $4");
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = DateTime.SpecifyKind(last.At, DateTimeKind.Utc) });
        command.Parameters.Add(new() { Value = last.Id });
        command.Parameters.Add(new() { Value = Batch });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var due = new List<(DateTime, Guid)>();
        while (await reader.ReadAsync(cancellation)) due.Add((reader.GetDateTime(0), reader.GetGuid(1)));
        return due;
    }
}
