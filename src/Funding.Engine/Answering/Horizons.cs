using System.Diagnostics;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>Finds the horizon of a moment, and waits for the views to reach it.</summary>
internal sealed class Horizons(NpgsqlDataSource source, DomainClock clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceForThePresent = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Finds the position of an instant, so that the same question has the same answer later (ADR 0011): past the last event, all that is
    /// recorded by then gets its position first, and what gets one after the answer is known later than the instant. An instant that is
    /// not over yet stays open. Throws <see cref="ViewsBehindException"/> rather than answer with less than the ledger holds.
    /// </summary>
    public async Task<Horizon> OfAsync(Moment moment, CancellationToken cancellation)
    {
        if (moment.AsOf is not { } instant) return new Horizon(null, moment.EffectiveOn);
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var look = await PastLook.AtAsync(source, instant, cancellation);
            var final = look.Settled || (look.Numbered && (look.Empty || instant >= await clock.NowAsync(cancellation)));
            if (final && look.Projected) return new Horizon(look.Position, moment.EffectiveOn);
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new ViewsBehindException();
            if (!final && look.Numbered) await PastLook.CloseAsync(source, instant, cancellation);
            else await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>
    /// The same, for who reads the views and not the streams: without an instant, waits until the views hold all that was
    /// acknowledged before the question, so that who acts and then asks finds the act in the figures. What comes meanwhile is not
    /// waited for, and nothing past the position found is counted: a figure in one reading is never ahead of its sum in another.
    /// </summary>
    public async Task<Horizon> OfViewsAsync(Moment moment, CancellationToken cancellation)
    {
        if (moment.AsOf is not null) return await OfAsync(moment, cancellation);
        var start = Stopwatch.GetTimestamp();
        var (last, goal) = ((long?)null, (long?)null);
        while (true)
        {
            var reach = await LedgerReach.ReadAsync(source, last, cancellation);
            last ??= reach.Last;
            if (reach.Covers(last.Value)) goal ??= reach.Position;
            if (reach.Checkpoint >= goal || Stopwatch.GetElapsedTime(start) > PatienceForThePresent) return new Horizon(reach.Checkpoint, moment.EffectiveOn);
            await Task.Delay(Pause, cancellation);
        }
    }
}
