using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>
/// Each mailbox and receiver first heard of the events of a stream in the order of the ledger, and of the notices about a dossier in the order of telling. What came too late is
/// excused when it had failed three times, or had been given up, before a later one passed it (ADR 0017).
/// </summary>
internal static class Order
{
    /// <summary>What follows what is worked out from the ledger and the notices, not from what the host wrote beside the messages. A message queued anew had been given up.</summary>
    private const string Messages =
        """
        select d.id, d.destination, coalesce(e.stream_id, n.cpts_id::text, concat_ws('-', n.region, n.data->>'budgetYear')), coalesce(d.position, n.number),
          case when d.failures >= 3 or d.attempts >= 12 or d.state = 'dead' or d.queued_at > d.made_at + interval '1 second' then least(
            (select a.at from funding.delivery_attempts a where a.delivery = d.number and a.outcome <> 'sent' order by a.attempt offset 2 limit 1),
            (select min(a.at) from funding.delivery_attempts a where a.delivery = d.number and a.outcome in ('fault', 'refused'))) end
        from funding.deliveries d left join funding.notices n on n.id = d.notice_id
        left join funding.ledger l on l.position = d.position left join funding.mt_events e on e.seq_id = l.seq_id
        where coalesce(d.position, n.number) is not null
        """;

    public static async Task<IEnumerable<Finding>> FindAsync(NpgsqlConnection connection, Audit audit)
    {
        var messages = (await connection.ListAsync(Messages, row => new Message(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4)))).ToDictionary(message => message.Id);
        return audit.Arrivals.SelectMany(arrivals => arrivals.Where(it => it.At >= audit.HeardSince && messages.ContainsKey(it.Message)).DistinctBy(it => it.Message)
            .Select(it => (Message: messages[it.Message], it.At)).GroupBy(it => (it.Message.Destination, it.Message.Ordering)).SelectMany(inOrder => Overtaken([.. inOrder])));
    }

    /// <summary>The messages of one ordering that came after a later one.</summary>
    private static IEnumerable<Finding> Overtaken(List<(Message Message, DateTimeOffset At)> heard)
    {
        var latest = long.MinValue;
        for (var i = 0; i < heard.Count; i++)
        {
            var (message, at) = heard[i];
            // Whoever passed it must have come after it had failed for long enough: most messages never failed, and are compared with the latest alone.
            if (message.Rank < latest && (message.ExcusedAt is not { } excused || heard.Take(i).Any(it => it.Message.Rank > message.Rank && it.At <= excused)))
                yield return new Finding(Check.OutOfOrder, FormattableString.Invariant($"{message.Destination}: {message.Rank} of {message.Ordering} came at {at:O}, after {latest}"));
            latest = Math.Max(latest, message.Rank);
        }
    }

    /// <param name="Id">Stable id.</param>
    /// <param name="Destination">The mailbox or webhook.</param>
    /// <param name="Ordering">The stream of an event, the dossier or else the envelope of a notice.</param>
    /// <param name="Rank">Within it: position of the event, number of the notice.</param>
    /// <param name="ExcusedAt">The attempt after which nobody had to wait for it any more.</param>
    private sealed record Message(Guid Id, Guid Destination, string Ordering, long Rank, DateTimeOffset? ExcusedAt);
}
