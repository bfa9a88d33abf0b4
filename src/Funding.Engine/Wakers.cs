using System.Threading.Channels;

namespace Funding.Engine;

/// <summary>Wakes this host's workers sooner than their polling would. A wake-up that is lost only costs the polling delay.</summary>
public sealed class Wakers
{
    /// <summary>What comes within this time of a wake-up is handled with it: one commit for many acts, and most of the machine left to the acts.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(25);

    private readonly Channel<bool> sequencer = Make();
    private readonly Channel<bool> projector = Make();
    private readonly Channel<bool> due = Make();
    private readonly Channel<bool> notices = Make();
    private readonly Channel<bool> reminders = Make();
    private readonly Channel<bool> webhooks = Make();
    private readonly Channel<bool> ledger = Make();

    /// <summary>Something was appended.</summary>
    public void Appended() => sequencer.Writer.TryWrite(true);

    /// <summary>Something was put into the outbox. Most acts put nothing there, and whoever empties it is not woken for them.</summary>
    public void ToTell() => notices.Writer.TryWrite(true);

    /// <summary>The ledger grew.</summary>
    public void Sequenced()
    {
        projector.Writer.TryWrite(true);
        webhooks.Writer.TryWrite(true);
    }

    /// <summary>Somebody asks for the proof of what was recorded.</summary>
    public void ToProve() => ledger.Writer.TryWrite(true);

    /// <summary>Something may have fallen due.</summary>
    public void ClockMoved()
    {
        due.Writer.TryWrite(true);
        reminders.Writer.TryWrite(true);
    }

    /// <summary>Waits for something to fall due, at most so long.</summary>
    public Task ForDueAsync(TimeSpan atMost, CancellationToken cancellation) => WaitAsync(due, atMost, cancellation);

    /// <summary>Waits for work for the sequencer, at most so long.</summary>
    public Task ForSequencerAsync(TimeSpan atMost, CancellationToken cancellation) => WaitAsync(sequencer, atMost, cancellation);

    /// <summary>Waits for work for projections, at most so long.</summary>
    public Task ForProjectorAsync(TimeSpan atMost, CancellationToken cancellation) => WaitAsync(projector, atMost, cancellation);

    /// <summary>Waits for something to tell, at most so long.</summary>
    public Task ForNoticesAsync(TimeSpan atMost, CancellationToken cancellation) => WaitAsync(notices, atMost, cancellation);

    /// <summary>Waits for the clock to be moved, at most so long.</summary>
    public Task ForRemindersAsync(TimeSpan atMost, CancellationToken cancellation) => WaitAsync(reminders, atMost, cancellation);

    /// <summary>Waits for events to hand to webhooks, at most so long.</summary>
    public Task ForWebhooksAsync(TimeSpan atMost, CancellationToken cancellation) => WaitAsync(webhooks, atMost, cancellation);

    /// <summary>Waits for somebody to ask for proof, at most so long.</summary>
    public Task ForLedgerAsync(TimeSpan atMost, CancellationToken cancellation) => WaitAsync(ledger, atMost, cancellation);

    private static Channel<bool> Make() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private static async Task WaitAsync(Channel<bool> channel, TimeSpan atMost, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(atMost);
        try
        {
            await channel.Reader.ReadAsync(limit.Token);
            await Task.Delay(Gathering, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Nothing woke us: the time to look anyway.
        }
    }
}
