using System.Collections.Concurrent;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Settings;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Notifications.Delivering;

/// <summary>A channel of the tests: what it is asked to send, and the answers it was told to give.</summary>
internal sealed class FakeChannel(string name = "fake") : IChannel
{
    private int underway;

    public string Name => name;

    public int AtOnce { get; init; } = 1;

    /// <summary>All that it was asked to send, in order.</summary>
    public ConcurrentQueue<DueMessage> Asked { get; } = new();

    /// <summary>What becomes of a message; sent unless said otherwise.</summary>
    public Func<DueMessage, CancellationToken, Task<SendOutcome>> Answer { get; set; } = (_, _) => Task.FromResult(new SendOutcome(SendOutcomeKind.Sent));

    /// <summary>Most messages that were under way at once.</summary>
    public int Most { get; private set; }

    public async Task<SendOutcome> SendAsync(DueMessage message, CancellationToken cancellation)
    {
        lock (Asked) Most = Math.Max(Most, ++underway);
        Asked.Enqueue(message);
        try
        {
            return await Answer(message, cancellation);
        }
        finally
        {
            lock (Asked) underway--;
        }
    }

    /// <summary>The positions it was asked to send, in order.</summary>
    public long[] Positions => [.. Asked.Select(message => message.Position!.Value)];

    public void Always(SendOutcomeKind kind, string? reason = null) => Answer = (_, _) => Task.FromResult(new SendOutcome(kind, reason));

    /// <summary>Fails one message, by its position, as often as it comes.</summary>
    public void FailAt(long position, SendOutcomeKind kind) => Answer = (message, _) => Task.FromResult(new SendOutcome(message.Position == position ? kind : SendOutcomeKind.Sent, "raison"));
}

/// <summary>Deliveries in a database, and hosts that send them; a try costs milliseconds.</summary>
internal static class Deliveries
{
    public static readonly NotificationSettings Quick = new() { Retry = new RetrySettings { FirstSeconds = 0.05, MaxSeconds = 0.4 } };

    public static readonly Guid Destination = new("00000000-0000-4000-8000-0000000000d1");

    /// <summary>A host that sends, by these channels.</summary>
    public static Task<TestEngine> DeliverAsync(this TestEngine engine, NotificationSettings settings, params IChannel[] channels) => engine.DeliverAsync(settings, null, channels);

    /// <summary>A host that sends, by these channels, perhaps by another way to its database.</summary>
    public static Task<TestEngine> DeliverAsync(this TestEngine engine, NotificationSettings settings, Func<string, string>? by, params IChannel[] channels) => engine.JoinAsync(
        services =>
        {
            foreach (var channel in channels) services.AddSingleton(channel);
            services.AddDelivery(settings);
        },
        by);

    /// <summary>Queues a message for each position given, in order.</summary>
    public static Task QueueAsync(this TestEngine engine, IEnumerable<int> positions, string lane = "lane", string ordering = "one", Guid? destination = null, string channel = "fake", string age = "0 s")
        => Sql.RunAsync(engine.OwnerConnectionString,
            "insert into funding.deliveries (id, channel, lane, destination, ordering, position, made_at, queued_at, next_at) "
            + $"select gen_random_uuid(), '{channel}', '{lane}', '{destination ?? Destination}', '{ordering}', p, clock_timestamp() - interval '{age}', clock_timestamp() - interval '{age}', clock_timestamp() - interval '{age}' "
            + $"from unnest(array[{string.Join(',', positions)}]::bigint[]) with ordinality it (p, n) order by n");

    /// <summary>How many messages are in a state.</summary>
    public static Task<long> CountAsync(this TestEngine engine, string state) => engine.ScalarAsync<long>($"select count(*) from funding.deliveries where state = '{state}'");

    /// <summary>Waits until no message is pending.</summary>
    public static Task DeliveredAsync(this TestEngine engine, int seconds = 60) => TestEngine.UntilAsync(() => engine.CountAsync("pending"), left => left == 0, seconds);
}
