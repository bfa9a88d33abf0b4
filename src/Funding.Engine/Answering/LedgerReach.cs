using Funding.Engine.Projecting;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>How far the ledger and the views are in the log.</summary>
/// <param name="Last">Sequence number of the last event.</param>
/// <param name="High">Sequence number up to which events are numbered, but for those in holes.</param>
/// <param name="InHoles">Whether an event stored by now waits in a hole, among those asked about.</param>
/// <param name="Position">The last position given.</param>
/// <param name="Checkpoint">The last position in the views.</param>
internal sealed record LedgerReach(long Last, long High, bool InHoles, long Position, long Checkpoint)
{
    private const string Select =
        """
        select coalesce((select max(seq_id) from funding.mt_events), 0), (select high_mark from funding.ledger_state),
               exists (select from funding.events_in_holes where seq_id <= $1),
               coalesce((select max(position) from funding.ledger), 0), coalesce((select position from funding.checkpoints where name = $2), 0)
        """;

    /// <summary>Looks once, at the log up to a sequence number if one is given.</summary>
    public static async Task<LedgerReach> ReadAsync(NpgsqlDataSource source, long? upTo, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Select);
        command.Parameters.Add(new() { Value = upTo ?? long.MaxValue });
        command.Parameters.Add(new() { Value = Projector.Name });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2), reader.GetInt64(3), reader.GetInt64(4));
    }

    /// <summary>Whether every event stored up to a sequence number, which must be the one asked about, has its position.</summary>
    public bool Covers(long number) => High >= number && !InHoles;
}
