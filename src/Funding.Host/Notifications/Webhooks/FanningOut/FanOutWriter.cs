using Funding.Engine.Leading;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Host.Notifications.Webhooks.FanningOut;

/// <summary>A delivery to make.</summary>
/// <param name="Id">Made of event and subscription: who makes it again makes the same.</param>
/// <param name="Webhook">The subscription.</param>
/// <param name="Ordering">What must arrive in order: the stream.</param>
/// <param name="Position">The event.</param>
internal sealed record NewDelivery(Guid Id, Guid Webhook, string Ordering, long Position);

/// <summary>Stores deliveries and moves the checkpoint, all or nothing.</summary>
internal static class FanOutWriter
{
    public static async Task WriteAsync(NpgsqlConnection connection, Lease lease, long from, long to, IReadOnlyList<NewDelivery> deliveries, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(lease.Fence());
        if (deliveries.Count > 0) batch.BatchCommands.Add(Insert(deliveries));
        batch.BatchCommands.Add(Command("select funding.move_checkpoint($1, $2, $3)", lease.Name, from, to));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Passes an event over, and says why.</summary>
    public static async Task SkipAsync(NpgsqlConnection connection, Lease lease, long from, long position, string error, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(lease.Fence());
        batch.BatchCommands.Add(Command("insert into funding.projection_faults (name, position, error) values ($1, $2, $3)", lease.Name, position, error));
        batch.BatchCommands.Add(Command("select funding.move_checkpoint($1, $2, $3)", lease.Name, from, position));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Their numbers are drawn in the order of the ledger, since those of one stream are sent in the order of their numbers.</summary>
    private static NpgsqlBatchCommand Insert(IReadOnlyList<NewDelivery> them) => Command(
        """
        insert into funding.deliveries (id, channel, lane, destination, ordering, position)
        select it.id, $1, $1 || ':' || it.webhook::text, it.webhook, it.ordering, it.position
        from unnest($2::uuid[], $3::uuid[], $4::text[], $5::bigint[]) with ordinality as it (id, webhook, ordering, position, ordinal)
        order by it.ordinal on conflict (id) do nothing
        """,
        Webhook.Channel, them.Select(it => it.Id).ToArray(), them.Select(it => it.Webhook).ToArray(), them.Select(it => it.Ordering).ToArray(), them.Select(it => it.Position).ToArray());
}
