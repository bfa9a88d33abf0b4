using Funding.Host.Clocks;
using Funding.Host.Engine.Projecting;
using Funding.Host.Reading;
using Npgsql;

namespace Funding.Host.Engine.Reading;

/// <summary>Backlogs counted in the tables, never by a worker that may be the one that stopped.</summary>
internal sealed class ProgressReader(NpgsqlDataSource source, DomainClock clock) : IProgressReader
{
    private const string Select =
        """
        with unnumbered as (
          select timestamp from funding.mt_events where seq_id > (select high_mark from funding.ledger_state)
          union all
          select e.timestamp from funding.ledger_holes h join funding.mt_events e on e.seq_id between h.first and h.last),
        unprojected as (
          select known_at from funding.ledger where position > coalesce((select position from funding.checkpoints where name = $1), 0)),
        overdue as (select next_due_at from funding.dossiers where next_due_at <= $2)
        select (select count(*) from unnumbered), (select extract(epoch from $2 - min(timestamp))::float8 from unnumbered),
               (select count(*) from unprojected), (select extract(epoch from $2 - min(known_at))::float8 from unprojected),
               (select count(*) from overdue), (select extract(epoch from $2 - min(next_due_at))::float8 from overdue),
               (select count(*) from funding.projection_faults)
        """;

    /// <inheritdoc/>
    public async Task<WorkProgress> ReadAsync(CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        await using var command = source.CreateCommand(Select);
        command.Parameters.Add(new() { Value = Projector.Name });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new WorkProgress(BacklogAt(row, 0), BacklogAt(row, 2), BacklogAt(row, 4), row.GetInt64(6));
    }

    private static Backlog BacklogAt(NpgsqlDataReader row, int column)
        => new(row.GetInt64(column), row.IsDBNull(column + 1) ? null : Math.Max(0, Math.Round(row.GetDouble(column + 1), 3)));
}
