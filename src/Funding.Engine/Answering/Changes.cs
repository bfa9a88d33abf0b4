using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>The end of the ledger, told by dossier: rows of its index that were not there a second ago, whatever its length.</summary>
internal sealed class Changes(NpgsqlDataSource source) : IChanges
{
    private const string After =
        """
        with fresh as (
          select l.position, e.stream_id, e.version from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id
          where l.position > $1 order by l.position limit 1000),
        last as (select distinct on (stream_id) stream_id, version, position from fresh order by stream_id, position desc)
        select last.position, d.id, d.region, d.department, last.version
        from last join funding.dossiers d on last.stream_id = 'cpts-' || d.id::text
        order by last.position
        """;

    /// <inheritdoc/>
    public async Task<long> EndAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select coalesce(max(position), 0) from funding.ledger");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DossierChange>> AfterAsync(long position, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(After);
        command.Parameters.Add(new() { Value = position });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var changes = new List<DossierChange>();
        while (await reader.ReadAsync(cancellation))
            changes.Add(new(reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4)));
        return changes;
    }
}
