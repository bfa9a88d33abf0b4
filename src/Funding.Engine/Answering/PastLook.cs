using Funding.Engine.Projecting;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>What the ledger holds of the time up to an instant.</summary>
/// <param name="Position">The last position known by then.</param>
/// <param name="Settled">Whether no later numbering can add to it: something later is known already, or a question has closed the past.</param>
/// <param name="Numbered">Whether all that is stored and recorded by then has its position.</param>
/// <param name="Projected">Whether the views hold that position.</param>
/// <param name="Empty">Whether nothing at all is numbered: there is no past to close, and a history may still be loaded with its instants.</param>
internal sealed record PastLook(long Position, bool Settled, bool Numbered, bool Projected, bool Empty)
{
    // An event numbered later may share the last instant known, hence "later than" it: known_at never decreases, and may stand still.
    private const string Select =
        """
        with past as (
          select coalesce((select position from funding.ledger where known_at <= $1 order by known_at desc, position desc limit 1), 0) as position,
                 (select asked >= $1 from funding.ledger_state)
                 or exists (select from funding.ledger where known_at > $1) as settled)
        select position, settled, position <= coalesce((select position from funding.checkpoints where name = $2), 0),
               settled or (
                 not exists (select from funding.mt_events where seq_id > (select high_mark from funding.ledger_state) and timestamp <= $1)
                 and not exists (select from funding.events_in_holes where timestamp <= $1)),
               not exists (select from funding.ledger)
        from past
        """;

    /// <summary>Looks once.</summary>
    public static async Task<PastLook> AtAsync(NpgsqlDataSource source, DateTimeOffset instant, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Select);
        command.Parameters.Add(new() { Value = instant.UtcDateTime });
        command.Parameters.Add(new() { Value = Projector.Name });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(reader.GetInt64(0), reader.GetBoolean(1), reader.GetBoolean(3), reader.GetBoolean(2), reader.GetBoolean(4));
    }

    /// <summary>
    /// Has everything that is numbered from now on be known later than an instant. Waits for a numbering under way. The caller has seen
    /// that all that is stored and recorded by then is numbered, and looks at the ledger afterwards, in this order.
    /// </summary>
    public static async Task CloseAsync(NpgsqlDataSource source, DateTimeOffset instant, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("update funding.ledger_state set asked = $1 where asked < $1");
        command.Parameters.Add(new() { Value = instant.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
