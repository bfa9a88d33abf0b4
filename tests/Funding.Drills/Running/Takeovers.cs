using System.Collections.Concurrent;
using System.Diagnostics;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Running;

/// <summary>Watches the leases, and tells how long after the last breakage a worker had a new leader. A look each tenth of a second.</summary>
internal sealed class Takeovers : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<double> seconds = [];
    private readonly Task watching;
    private long broken;

    public Takeovers(string superuser) => watching = WatchAsync(superuser);

    public IReadOnlyList<double> Seconds => [.. seconds.Order()];

    /// <summary>Something was broken just now.</summary>
    public void Broke() => Volatile.Write(ref broken, Stopwatch.GetTimestamp());

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private async Task WatchAsync(string superuser)
    {
        var tokens = new Dictionary<string, long>(StringComparer.Ordinal);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await Sql.OpenAsync(superuser, stop.Token);
                while (!stop.IsCancellationRequested)
                {
                    foreach (var (name, token) in await connection.ListAsync("select name, token from funding.leases", row => (row.GetString(0), row.GetInt64(1))))
                    {
                        if (Volatile.Read(ref broken) is > 0 and var at && tokens.TryGetValue(name, out var before) && token > before) seconds.Add(Stopwatch.GetElapsedTime(at).TotalSeconds);
                        tokens[name] = token;
                    }

                    await Task.Delay(100, stop.Token);
                }
            }
            catch (Exception gone) when (gone is NpgsqlException or OperationCanceledException)
            {
                // The server was killed, or it is over.
            }
        }
    }
}
