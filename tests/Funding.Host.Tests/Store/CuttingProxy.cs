using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Funding.Drills.Servers;

namespace Funding.Host.Tests.Store;

/// <summary>A loopback proxy to PostgreSQL that, once, cuts or freezes a connection: after the server answered what holds a text, or before it hears it.</summary>
internal sealed class CuttingProxy(string connectionString) : LoopbackProxy(connectionString)
{
    private string? needle;
    private bool delivered;
    private int cuts;
    private Action? heard;
    private bool freezes;
    private TaskCompletionSource thawed = Done();
    private readonly ConcurrentQueue<string> breaths = new();

    /// <summary>How many connections were cut or frozen.</summary>
    public int Cuts => cuts;

    /// <summary>What was said without waiting for an answer, each time.</summary>
    public IReadOnlyCollection<string> Breaths => breaths;

    /// <summary>Cuts the next connection on which a text is said, after the server heard it and answered, or before it hears it.</summary>
    public void CutAt(string text, bool deliver) => (delivered, needle) = (deliver, text);

    /// <summary>Lets through what comes before a text the next time it is said, and then nothing on any connection: so does a host that freezes in the middle of sending.</summary>
    public void FreezeAt(string text) => (freezes, needle) = (true, text);

    /// <summary>Lets nothing through from now on.</summary>
    public void Freeze() => thawed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets through what was held, and all that follows.</summary>
    public void Thaw() => thawed.SetResult();

    /// <summary>Does something the next time a text is said, before the server hears it.</summary>
    public void CallAt(string text, Action call) => (heard, needle) = (call, text);

    /// <inheritdoc/>
    protected override Task CarryAsync(NetworkStream client, NetworkStream server)
    {
        var (cut, breath) = (new TaskCompletionSource(), new StringBuilder());
        return Task.WhenAny(TalkAsync(client, server, cut, breath), ListenAsync(server, client, cut, breath));
    }

    private async Task TalkAsync(NetworkStream client, NetworkStream server, TaskCompletionSource cut, StringBuilder breath)
    {
        var buffer = new byte[65_536];
        while (await client.ReadAsync(buffer, Stopped) is > 0 and var count)
        {
            lock (breath) breath.Append(Encoding.UTF8.GetString(buffer, 0, count));
            if (needle is { } text && Encoding.UTF8.GetString(buffer, 0, count).Contains(text, StringComparison.Ordinal) && Interlocked.Exchange(ref needle, null) is not null)
            {
                if (Interlocked.Exchange(ref heard, null) is { } call)
                {
                    call();
                }
                else if (freezes)
                {
                    Freeze();
                    var said = buffer.AsSpan(0, count).IndexOf(Encoding.UTF8.GetBytes(text));
                    await server.WriteAsync(buffer.AsMemory(0, said), Stopped);
                    Interlocked.Increment(ref cuts);
                    await thawed.Task.WaitAsync(Stopped);
                    await server.WriteAsync(buffer.AsMemory(said, count - said), Stopped);
                    continue;
                }
                else
                {
                    Interlocked.Increment(ref cuts);
                    if (!delivered) return;
                    cut.SetResult();
                }
            }

            await thawed.Task.WaitAsync(Stopped);
            await server.WriteAsync(buffer.AsMemory(0, count), Stopped);
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private async Task ListenAsync(NetworkStream server, NetworkStream client, TaskCompletionSource cut, StringBuilder breath)
    {
        var buffer = new byte[65_536];
        while (await server.ReadAsync(buffer, Stopped) is > 0 and var count)
        {
            if (cut.Task.IsCompleted) return;
            lock (breath)
            {
                if (breath.Length > 0) breaths.Enqueue(breath.ToString());
                breath.Clear();
            }

            await client.WriteAsync(buffer.AsMemory(0, count), Stopped);
        }
    }
}
