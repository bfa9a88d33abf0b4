using System.Diagnostics;
using Funding.Engine;
using Funding.Engine.Leading;
using Funding.Engine.Naming;
using Funding.Engine.Projecting;
using Npgsql;

namespace Funding.Host.Notifications.Delivering;

/// <summary>
/// Sends what is due in one lane, in order, under the lane's lease. Each result is stored before the next message of the same ordering
/// is sent; a host that loses the lease stores nothing more, and begins nothing more.
/// </summary>
internal sealed class LaneRun(string lane, Lease lease, Term term, DeliveryTable table, Channels channels, RetryPolicy policy, Func<double> chance, ILogger log)
{
    private const int Batch = 100;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    private Circuit circuit = Circuit.Closed;
    private volatile bool paused;

    /// <summary>Until nothing is due, the peer fails, the lease is lost or the host stops. What is under way when it stops is finished.</summary>
    /// <param name="stopping">The host stops: nothing more is begun.</param>
    /// <param name="cancellation">What is under way must end too.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken cancellation)
    {
        while (!stopping.IsCancellationRequested)
        {
            term.Begin();
            (circuit, var due) = await table.ReadAsync(lane, channels.Names, Batch, cancellation);
            var passing = circuit.Passes(due);
            if (passing.Count == 0) return;
            paused = false;
            await Parallel.ForEachAsync(
                passing.GroupBy(message => (message.Destination, message.Ordering)),
                new ParallelOptions { MaxDegreeOfParallelism = channels.AtOnce(passing), CancellationToken = cancellation },
                async (inOrder, token) => await SendAsync(inOrder, stopping, token));
            if (paused) return;
        }
    }

    /// <summary>Messages of one ordering, each after the one before it; one that fails keeps the others waiting unless it has failed for too long.</summary>
    private async Task SendAsync(IEnumerable<PendingDelivery> inOrder, CancellationToken stopping, CancellationToken cancellation)
    {
        foreach (var message in inOrder)
        {
            if (paused || stopping.IsCancellationRequested || !lease.IsFresh) return;
            term.Begin();
            var verdict = await SendAsync(message, cancellation);
            if (!verdict.Circuit.IsClosed) paused = true;
            if (verdict.State == DeliveryState.Discarded || (verdict.State == DeliveryState.Pending && PendingDelivery.Blocks(verdict.Failures, message.Attempts + 1))) return;
        }
    }

    private async Task<Verdict> SendAsync(PendingDelivery message, CancellationToken cancellation)
    {
        var (before, start) = (circuit, Stopwatch.GetTimestamp());
        var (attempt, verdict) = await TryAsync(message, before, start, cancellation);
        if (verdict.State == DeliveryState.Dead) log.LogWarning("Message {Delivery} of lane {Lane} is a dead letter: {Reason}", message.Id, lane, verdict.Reason);
        await RecordAsync(message, attempt, before, verdict, cancellation);
        return verdict;
    }

    /// <summary>A database that does not answer the channel is no fault of the message: the lane begins again later.</summary>
    private async Task<(AttemptRow Attempt, Verdict Verdict)> TryAsync(PendingDelivery message, Circuit before, long start, CancellationToken cancellation)
    {
        try
        {
            var outcome = await channels.Of(message).SendAsync(message.ToMessage(), cancellation);
            return (new AttemptRow(Slug.Of(outcome.Kind), outcome.Status, Stopwatch.GetElapsedTime(start), outcome.Reason), Verdict.Of(message, before, outcome, policy, chance));
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && (fault is not NpgsqlException || Refusals.AreAboutData(fault)))
        {
            log.LogError(fault, "Message {Delivery} of lane {Lane} cannot be sent by a fault of the program", message.Id, lane);
            var verdict = Verdict.Fault(message, before, fault);
            return (new AttemptRow("fault", null, Stopwatch.GetElapsedTime(start), verdict.Reason), verdict);
        }
    }

    /// <summary>A result that the database did not take is lost with what it knew, and the message is sent again: it is offered for as long as the lease surely holds.</summary>
    private async Task RecordAsync(PendingDelivery message, AttemptRow attempt, Circuit before, Verdict verdict, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await table.RecordAsync(lease, lane, message, attempt, before, verdict, cancellation);
                return;
            }
            catch (NpgsqlException failure) when ((failure as PostgresException)?.SqlState != EngineCodes.Replaced && lease.IsFresh)
            {
                log.LogWarning(failure, "What became of message {Delivery} could not be stored; it is tried again", message.Id);
                await Task.Delay(Again, cancellation);
            }
        }
    }
}
