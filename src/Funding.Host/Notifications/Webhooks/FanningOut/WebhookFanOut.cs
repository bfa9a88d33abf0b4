using Funding.Engine;
using Funding.Engine.Leading;
using Funding.Engine.Projecting;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Host.Notifications.Webhooks.FanningOut;

/// <summary>
/// Hands the events of the ledger, in order, to the subscriptions that want them: deliveries and checkpoint in one transaction,
/// fenced by the lease. Nothing of an event's content is looked at here, so there is little that one could break.
/// </summary>
internal sealed class WebhookFanOut(NpgsqlDataSource source, Wakers wakers, ILogger<WebhookFanOut> log) : LeadingWorker(source, Name, log)
{
    /// <summary>Name of the lease and of the checkpoint.</summary>
    public const string Name = WorkerNames.Webhooks;

    private const int Batch = 1_000;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);

    /// <summary>Without subscribers the checkpoint follows at leisure: a commit for each breath of the log would be paid by the acts.</summary>
    private static readonly TimeSpan Leisure = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource source = source;
    private readonly RegionsOfCpts regions = new();
    private bool isIdle;

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var (checkpoint, last, isWanted) = await FanOutReader.StandingAsync(connection, cancellation);
        isIdle = !isWanted;
        if (checkpoint == last) return false;
        if (isIdle)
        {
            await FanOutWriter.WriteAsync(connection, Lease, checkpoint, last, [], cancellation);
            return false;
        }

        // The events first: a subscription opened since was opened after them, and one opened before is among those read now.
        var events = await FanOutReader.EventsAsync(connection, checkpoint, Batch, cancellation);
        var subscribers = await FanOutReader.SubscribersAsync(connection, cancellation);
        var known = await regions.OfAsync(connection, events.Select(it => it.Cpts).OfType<Guid>(), cancellation);
        try
        {
            await FanOutWriter.WriteAsync(connection, Lease, checkpoint, events[^1].Position, DeliveriesOf(events, subscribers, known), cancellation);
        }
        catch (Exception refused) when (Refusals.AreAboutData(refused))
        {
            await WriteOneByOneAsync(connection, checkpoint, events, subscribers, known, cancellation);
        }

        return events.Count == Batch;
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => isIdle ? Task.Delay(Leisure, cancellation) : wakers.ForWebhooksAsync(Polling, cancellation);

    /// <summary>Among deliveries that the table refuses, finds the events they come from: those alone are skipped.</summary>
    private async Task WriteOneByOneAsync(
        NpgsqlConnection connection, long checkpoint, List<LedgerEvent> events, List<Subscriber> subscribers, IReadOnlyDictionary<Guid, string> known, CancellationToken cancellation)
    {
        foreach (var one in events)
        {
            try
            {
                await FanOutWriter.WriteAsync(connection, Lease, checkpoint, one.Position, DeliveriesOf([one], subscribers, known), cancellation);
            }
            catch (Exception refused) when (Refusals.AreAboutData(refused))
            {
                log.LogError(refused, "Event at position {Position} could not be handed to webhooks and is skipped", one.Position);
                await FanOutWriter.SkipAsync(connection, Lease, checkpoint, one.Position, refused.Message, cancellation);
            }

            checkpoint = one.Position;
        }
    }

    private static List<NewDelivery> DeliveriesOf(List<LedgerEvent> events, List<Subscriber> subscribers, IReadOnlyDictionary<Guid, string> known)
        => [.. from one in events
               let types = WebhookTypes.OfEvent(one.Type)
               where types.Count > 0
               let region = one.Cpts is { } cpts ? known.GetValueOrDefault(cpts) ?? Subscriber.Nowhere : one.Region
               from subscriber in subscribers
               where one.Position > subscriber.After && subscriber.Covers(region) && subscriber.Wants(types)
               select new NewDelivery(StableId.Of(one.Id, subscriber.Id), subscriber.Id, one.Stream, one.Position)];
}
